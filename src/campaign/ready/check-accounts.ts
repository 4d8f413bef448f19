import type { Network } from '../../domain/network.ts';
import type { NetworkName } from '../../domain/place.ts';
import type { ReadyCheck } from '../../domain/readiness.ts';
import { messageOf, type ReadyHouse, type ReadyPlan } from './ready-house.ts';

/** Are the credentials good, and are the channels open to them? Asked of the networks now, limits first. */
export async function checkAccounts(
  house: ReadyHouse,
  { rows, signal }: ReadyPlan,
): Promise<readonly ReadyCheck[]> {
  const names = [...new Set(rows.map(({ network }) => network))];
  const asked = await Promise.all(names.map(name => checkAccount(name, house.networks.get(name), signal)));
  return [...asked, ...whereNothingGoes(house, names)];
}

async function checkAccount(
  subject: NetworkName,
  network: Network | undefined,
  signal: AbortSignal,
): Promise<ReadyCheck> {
  const kind = 'credentials';
  if (network === undefined) {
    return { kind, subject, verdict: 'bad', words: 'it has none: set them, see .env.example' };
  }
  try {
    await network.refresh?.({ signal });
    const { name } = await network.verify(signal);
    return { kind, subject, verdict: 'good', words: `verified: ${name}` };
  } catch (error) {
    return { kind, subject, verdict: 'bad', words: messageOf(error) };
  }
}

/** A network that is off, or that has no channel in a language, is left out on purpose or by oversight. */
function whereNothingGoes(
  { campaigns, composers, places }: ReadyHouse,
  names: readonly NetworkName[],
): readonly ReadyCheck[] {
  const languages = new Set(campaigns.flatMap(campaign => campaign.languages));
  const check = (subject: string, words: string): ReadyCheck => ({
    kind: 'credentials',
    subject,
    verdict: 'doubtful',
    words,
  });
  const off = [...composers.keys()].filter(name => !names.includes(name));
  const silent = names.flatMap(network =>
    [...languages]
      .filter(
        language =>
          places.length > 0 &&
          !places.some(place => place.network === network && place.language === language),
      )
      .map(language => check(network, `has no channel in ${language}: nothing goes there in it`)),
  );
  return [
    ...off.map(name => check(name, 'is off, or not meant by these posts: nothing goes there')),
    ...silent,
  ];
}
