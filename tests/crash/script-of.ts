import type { Script } from './judge.ts';
import type { NetworkName } from './moment.ts';
import { LANGUAGES, sentencesOf, type Thread } from './write-campaign.ts';

/** What has to stand on a network when these threads are out. */
export function scriptOf(network: NetworkName, threads: readonly Thread[]): Script {
  return {
    threads,
    languages: LANGUAGES,
    sentencesOf: (thread, language) => sentencesOf(thread, language, network),
  };
}
