import type { Delivery } from '../domain/delivery.ts';
import { type Conflict, findConflicts } from '../planning/find-conflicts.ts';
import { listSlots } from '../planning/list-slots.ts';
import { WAITING } from './delivery-states.ts';
import type { House } from './house.ts';

/** What is planned for a place, or would be. */
export type Wanted = Pick<Delivery, 'id' | 'post' | 'place' | 'dueAt'>;

/**
 * What else goes out in the same places too near to these deliveries of one post, by the campaign's `minGap`: what is
 * planned, and what the calendar has and will plan later.
 */
export async function pointOutConflicts(
  house: Pick<House, 'campaigns' | 'places' | 'calendar' | 'ledger'>,
  wanted: readonly Wanted[],
): Promise<readonly Conflict[]> {
  const [first] = wanted;
  if (first === undefined) return [];
  const minGapMs = house.campaigns.find(({ id }) => first.post.startsWith(`${id}/`))?.minGapMs;
  if (minGapMs === undefined) return [];
  const times = wanted.map(({ dueAt }) => dueAt.getTime());
  const span = {
    from: new Date(Math.min(...times) - minGapMs),
    until: new Date(Math.max(...times) + minGapMs),
  };
  const planned = await house.ledger.list({
    states: [...WAITING, 'published', 'held'],
    dueFrom: span.from,
    dueBefore: span.until,
  });
  return findConflicts(wanted, [...planned, ...(await toCome(house, span))], minGapMs);
}

/** What the ledger knows already, in whatever state, is not to come any more. */
async function toCome(
  { campaigns, places, calendar }: Pick<House, 'campaigns' | 'places' | 'calendar'>,
  span: { readonly from: Date; readonly until: Date },
): Promise<readonly Wanted[]> {
  const slots = campaigns.flatMap(campaign => listSlots(campaign, { ...span, places }));
  if (slots.length === 0) return [];
  const entries = await calendar.entries(
    slots.map(({ id }) => id),
    span.until,
  );
  const known = new Set(entries.map(({ delivery }) => delivery.id));
  return slots
    .filter(({ id }) => !known.has(id))
    .map(({ id, post, place, dueAt }) => ({ id, post, place: place.id, dueAt }));
}
