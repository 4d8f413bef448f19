import { join } from 'node:path';
import type { Campaign } from '../domain/campaign.ts';
import type { NetworkName } from '../domain/place.ts';
import type { Words } from '../domain/words.ts';
import { loadCampaigns } from './load-campaigns.ts';
import type { LoadOptions } from './load-options.ts';
import { loadWords } from './load-words.ts';
import { type CampaignFile, readMedia } from './read-media.ts';

/** Everything that the files of the project say. */
export interface Content {
  readonly campaigns: readonly Campaign[];
  readonly words: readonly Words[];
  /** Per campaign, the files that its posts and cards name. */
  readonly files: ReadonlyMap<Campaign['id'], ReadonlyMap<string, CampaignFile>>;
}

/**
 * Reads the campaigns of `templates` and the words in `locales/` of a folder.
 * @throws InputErrors with a sentence per fault.
 */
export async function loadContent(
  folder: string,
  networks: readonly NetworkName[],
  templates: string,
  gaps: Pick<LoadOptions, 'keepGaps'> = {},
): Promise<Content> {
  const [campaigns, words] = await Promise.all([
    loadCampaigns(templates, { networks, ...gaps }),
    loadWords(join(folder, 'locales')),
  ]);
  const files = await Promise.all(
    campaigns.map(async campaign => [campaign.id, await readMedia(templates, campaign, gaps)] as const),
  );
  return { campaigns, words, files: new Map(files) };
}
