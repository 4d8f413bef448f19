import type { CalendarEntry } from '../domain/calendar-book.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Slot } from './list-slots.ts';

/** What has to be done so that what is planned is what the campaigns say. */
export type CalendarChange =
  | { readonly kind: 'add'; readonly slot: Slot }
  /** To a time that is further ahead than is planned, it is taken out, and planned again when that comes near. */
  | { readonly kind: 'move'; readonly delivery: Delivery; readonly slot: Slot }
  | { readonly kind: 'cancel'; readonly delivery: Delivery };

export interface Calendar {
  /** What the campaigns want now, also beyond what is planned ahead. */
  readonly slots: readonly Slot[];
  readonly entries: readonly CalendarEntry[];
  /** What is wanted within [from, until) is planned. */
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

const WAITING: readonly DeliveryState[] = ['planned', 'scheduled', 'held'];

/** What was begun stays as it is, and so does what an admin has cancelled or given another time. */
export function compareCalendar(calendar: Calendar): readonly CalendarChange[] {
  const wanted = new Map(calendar.slots.map(slot => [slot.id, slot]));
  const changes = calendar.entries.flatMap(entry => changeOf(entry, wanted.get(entry.delivery.id), calendar));
  return [...changes, ...additions(calendar)];
}

function changeOf(
  { delivery, calendarAt, withdrawn }: CalendarEntry,
  slot: Slot | undefined,
  { now }: Calendar,
): readonly CalendarChange[] {
  if (delivery.attempts > 0) return [];
  const waits = WAITING.includes(delivery.state);
  if (slot === undefined) return waits ? [{ kind: 'cancel', delivery }] : [];
  // Missed by the old time, it has its chance by the new one.
  const movable = waits || (delivery.state === 'missed' && slot.dueAt > now);
  const same = slot.dueAt.getTime() === calendarAt.getTime() && !withdrawn;
  return movable && !same ? [{ kind: 'move', delivery, slot }] : [];
}

function additions({ slots, entries, from, until }: Calendar): readonly CalendarChange[] {
  const known = new Set(entries.filter(entry => !isGone(entry)).map(({ delivery }) => delivery.id));
  // An occasion that gets another name comes with new ids: what went out under the old one is not sent again.
  const out = new Set(
    entries
      .filter(({ delivery }) => !WAITING.includes(delivery.state) && delivery.state !== 'cancelled')
      .map(({ delivery, calendarAt }) => fireOf(delivery.post, delivery.place, calendarAt)),
  );
  return slots
    .filter(({ dueAt }) => dueAt >= from && dueAt < until)
    .filter(slot => !known.has(slot.id) && !out.has(fireOf(slot.post, slot.place.id, slot.dueAt)))
    .map(slot => ({ kind: 'add', slot }));
}

/** Cancelled by the calendar, not by an admin. */
function isGone({ delivery, withdrawn }: CalendarEntry): boolean {
  return withdrawn && delivery.state === 'cancelled';
}

function fireOf(post: string, place: string, at: Date): string {
  return `${post} ${place} ${at.getTime()}`;
}
