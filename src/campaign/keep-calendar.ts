import { InputError } from '../domain/input-error.ts';
import { listOccurrences, type Occurrence } from '../planning/list-occurrences.ts';
import type { House } from './house.ts';
import { schedulePost } from './schedule-post.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Posts are rendered and planned so long ahead, so that an admin sees them in the queue the day before. */
const AHEAD_MS = 2 * DAY_MS;

/** What came due while the bot was down is planned too, so that it goes out late or is missed aloud, never silently. */
const BACK_MS = 7 * DAY_MS;

/** A post of the calendar that could not be planned, and why. */
export interface CalendarFault {
  readonly occurrence: Occurrence;
  readonly why: string;
}

/**
 * Plans what the calendar has in the coming days; what is planned already stays as it is. One post that cannot be
 * planned keeps no other from it.
 */
export async function keepCalendar(house: House): Promise<readonly CalendarFault[]> {
  const now = house.now().getTime();
  const from = new Date(Math.max(now - BACK_MS, house.since.getTime()));
  const due = house.campaigns.flatMap(campaign => listOccurrences(campaign, from, new Date(now + AHEAD_MS)));
  const faults: CalendarFault[] = [];
  for (const occurrence of due) {
    try {
      await planOccurrence(house, occurrence);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push({ occurrence, why: error.message });
    }
  }
  return faults;
}

async function planOccurrence(house: House, { post, occurrence, dueAt }: Occurrence): Promise<void> {
  await schedulePost(house, { post, at: dueAt, occurrence, admin: 'system' });
}
