import { deliveryId, occurrenceAt } from '../planning/delivery-id.ts';
import { audienceOf } from '../planning/plan-deliveries.ts';
import { findPost } from './find-post.ts';
import type { House } from './house.ts';
import { pointOutConflicts } from './point-out-conflicts.ts';
import { readTime, type TimeFault } from './read-time.ts';
import type { TimeRequest, UnderstoodRequest } from './use-cases.ts';
import { withWritten } from './writing/written-posts.ts';

/** When a post would go out by these words, and what it would stand too close to. Plans nothing. */
export async function understandTime(
  house: Pick<House, 'campaigns' | 'places' | 'calendar' | 'ledger' | 'now'> &
    Partial<Pick<House, 'written'>>,
  { post, when, timeZone, asked = house.now() }: TimeRequest,
): Promise<UnderstoodRequest | TimeFault> {
  const { campaign, definition, id } = findPost(
    withWritten(house.campaigns, house.written?.all() ?? []),
    post,
  );
  const time = readTime(when, timeZone ?? campaign.timeZone, asked);
  if (typeof time !== 'object') return time;
  const occurrence = occurrenceAt(time.at);
  const wanted = audienceOf(definition, house.places).map(place => ({
    id: deliveryId({ post: id, occurrence, place: place.id }),
    post: id,
    place: place.id,
    dueAt: time.at,
  }));
  return { ...time, conflicts: await pointOutConflicts(house, wanted) };
}
