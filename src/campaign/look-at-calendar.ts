import type { Place } from '../domain/place.ts';
import { type CalendarChange, compareCalendar } from '../planning/compare-calendar.ts';
import type { FigureChange } from '../planning/list-change-days.ts';
import { listSlots, type Slot } from '../planning/list-slots.ts';
import type { House } from './house.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Posts are rendered and planned so long ahead, so that an admin sees them in the queue the day before. */
export const AHEAD_MS = 2 * DAY_MS;

/** What came due while the bot was down is planned too, so that it goes out late or is missed aloud, never silently. */
const BACK_MS = 7 * DAY_MS;

/** So far ahead a post that moved is looked for, to tell a moved one from one that was taken out. */
const FAR_MS = 400 * DAY_MS;

export type CalendarHouse = Pick<House, 'campaigns' | 'places' | 'calendar' | 'now' | 'since' | 'changes'>;

/** What keeping the calendar would change in the ledger now. Changes nothing. */
export async function lookAtCalendar(house: CalendarHouse): Promise<readonly CalendarChange[]> {
  const now = house.now();
  const from = new Date(Math.max(now.getTime() - BACK_MS, house.since.getTime()));
  const until = new Date(now.getTime() + AHEAD_MS);
  const changes = (await house.changes?.(new Date(from.getTime() - BACK_MS))) ?? [];
  const near = slotsOf(house, house.places, { from, until, changes });
  const entries = await house.calendar.entries(
    near.map(({ id }) => id),
    from,
  );
  // A place that is switched off for now is no reason to take its posts out.
  const places = uniquePlaces([
    ...entries.map(({ delivery: { place, network, language } }) => ({ id: place, network, language })),
    ...house.places,
  ]);
  const first = Math.min(from.getTime(), ...entries.map(({ calendarAt }) => calendarAt.getTime() - FAR_MS));
  const far = { from: new Date(first), until: new Date(now.getTime() + FAR_MS), changes };
  const ids = new Set(entries.map(({ delivery }) => delivery.id));
  const known = new Set(near.map(({ id }) => id));
  const others = entries.some(({ delivery }) => !known.has(delivery.id)) ? slotsOf(house, places, far) : [];
  const slots = [...near, ...others.filter(({ id }) => ids.has(id) && !known.has(id))];
  return compareCalendar({ slots, entries, from, until, now });
}

interface Span {
  readonly from: Date;
  readonly until: Date;
  readonly changes: readonly FigureChange[];
}

function slotsOf(house: CalendarHouse, places: readonly Place[], span: Span): readonly Slot[] {
  return house.campaigns.flatMap(campaign => listSlots(campaign, { ...span, places }));
}

function uniquePlaces(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map(place => [place.id, place])).values()];
}
