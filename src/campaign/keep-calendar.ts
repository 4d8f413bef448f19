import { InputError } from '../domain/input-error.ts';
import { listSlots, type Slot } from '../planning/list-slots.ts';
import type { House } from './house.ts';
import { schedulePost } from './schedule-post.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Posts are rendered and planned so long ahead, so that an admin sees them in the queue the day before. */
export const AHEAD_MS = 2 * DAY_MS;

/** What came due while the bot was down is planned too, so that it goes out late or is missed aloud, never silently. */
export const BACK_MS = 7 * DAY_MS;

/** A post of the calendar that could not be planned, and why. */
export interface CalendarFault {
  readonly occurrence: Pick<Slot, 'post' | 'occurrence' | 'dueAt'>;
  readonly why: string;
}

/**
 * Plans what the calendar has in the coming days; what is planned already stays as it is. One post that cannot be
 * planned keeps no other from it.
 */
export async function keepCalendar(house: House): Promise<readonly CalendarFault[]> {
  const now = house.now().getTime();
  const from = new Date(Math.max(now - BACK_MS, house.since.getTime()));
  const until = new Date(now + AHEAD_MS);
  const slots = house.campaigns.flatMap(campaign => listSlots(campaign, { ...house, from, until }));
  const faults: CalendarFault[] = [];
  for (const [first, ...others] of byOccurrence(slots)) {
    try {
      await planSlots(house, first, [first, ...others]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push({ occurrence: first, why: error.message });
    }
  }
  return faults;
}

type Some<T> = readonly [T, ...T[]];

/** What is one time of one post, everywhere: it says the same figures. */
function byOccurrence(slots: readonly Slot[]): readonly Some<Slot>[] {
  const groups = Map.groupBy(slots, ({ post, occurrence }) => `${post}/${occurrence}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}

async function planSlots(house: House, { post, occurrence, dueAt }: Slot, slots: Some<Slot>): Promise<void> {
  const times = new Map(slots.map(({ place, dueAt }) => [place.id, dueAt]));
  await schedulePost(house, { post, at: dueAt, times, occurrence, admin: 'system' });
}
