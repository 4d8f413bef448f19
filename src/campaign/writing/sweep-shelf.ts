import type { DeliveryState } from '../../domain/delivery.ts';
import type { House } from '../house.ts';

/** From these a delivery may still go out, by itself or because a member says so, and it needs its files then. */
const UNFINISHED: readonly DeliveryState[] = [
  'planned',
  'scheduled',
  'publishing',
  'held',
  'unknown',
  'missed',
  'failed',
];

const DAY_MS = 24 * 60 * 60_000;
/** Whoever has not touched what they were writing for so long has forgotten it. */
const FORGOTTEN_MS = 30 * DAY_MS;

/** Deletes files that have gone out everywhere and that no correction needs any more, or that nothing shows any more, and manuscripts that were forgotten. */
export async function sweepShelf(
  house: Pick<House, 'writing' | 'ledger' | 'corrections' | 'now'>,
): Promise<void> {
  await house.writing.dropOld(new Date(house.now().getTime() - FORGOTTEN_MS));
  const toCorrect = new Set(await house.corrections?.posts());
  const done: string[] = [];
  for (const { id, posts } of await house.writing.filesWithoutManuscript()) {
    if (posts.some(post => toCorrect.has(post))) continue;
    const open = await Promise.all(posts.map(post => house.ledger.count({ post, states: UNFINISHED })));
    if (open.every(count => count === 0)) done.push(id);
  }
  await house.writing.dropFiles(done);
}
