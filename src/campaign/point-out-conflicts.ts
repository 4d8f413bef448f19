import type { Delivery } from '../domain/delivery.ts';
import { type Conflict, findConflicts } from '../planning/find-conflicts.ts';
import { findPost } from './find-post.ts';
import type { House } from './house.ts';
import { WAITING } from './look-at-queue.ts';

/** What else goes out in the same places too near to these deliveries of one post, by the campaign's `minGap`. */
export async function pointOutConflicts(
  house: Pick<House, 'campaigns' | 'ledger'>,
  wanted: readonly Delivery[],
): Promise<readonly Conflict[]> {
  const [first] = wanted;
  if (first === undefined) return [];
  const { minGapMs } = findPost(house.campaigns, first.post).campaign;
  if (minGapMs === undefined) return [];
  const times = wanted.map(({ dueAt }) => dueAt.getTime());
  const others = await house.ledger.list({
    states: [...WAITING, 'published', 'held'],
    dueFrom: new Date(Math.min(...times) - minGapMs),
    dueBefore: new Date(Math.max(...times) + minGapMs),
  });
  return findConflicts(wanted, others, minGapMs);
}
