import { InputError } from '../domain/input-error.ts';
import type { CalendarChange } from '../planning/compare-calendar.ts';
import type { Slot } from '../planning/list-slots.ts';
import type { House } from './house.ts';
import { AHEAD_MS, lookAtCalendar } from './look-at-calendar.ts';
import { schedulePost } from './schedule-post.ts';

/** A post of the calendar that could not be planned, and why. */
export interface CalendarFault {
  readonly occurrence: Pick<Slot, 'post' | 'occurrence' | 'dueAt'>;
  readonly why: string;
}

export interface KeptCalendar {
  readonly changes: readonly CalendarChange[];
  readonly faults: readonly CalendarFault[];
}

/**
 * Brings what is planned to what the campaigns say for the coming days: adds, moves and takes out, and nothing else. Done
 * again it does nothing. One post that cannot be planned keeps no other from it. `before` hears what will be done.
 */
export async function keepCalendar(
  house: House,
  before: (changes: readonly CalendarChange[]) => void = () => {},
): Promise<KeptCalendar> {
  const changes = await lookAtCalendar(house);
  if (changes.length > 0) before(changes);
  for (const change of changes) {
    if (change.kind === 'cancel') await takeOut(house, change.delivery.id, TAKEN_OUT);
    if (change.kind === 'move') await move(house, change);
  }
  const added = changes.flatMap(change => (change.kind === 'add' ? [change.slot] : []));
  return { changes, faults: await add(house, added) };
}

const TAKEN_OUT = 'the calendar of the campaign has it no longer';

async function takeOut(house: House, id: string, why: string): Promise<void> {
  await house.calendar.withdraw(id);
  await house.desk.cancel(id, why);
}

async function move(house: House, change: CalendarChange & { kind: 'move' }): Promise<void> {
  const { slot, delivery } = change;
  const { id, dueAt } = slot;
  if (dueAt.getTime() >= house.now().getTime() + AHEAD_MS) {
    await takeOut(house, id, `the calendar of the campaign has it on ${dueAt.toISOString()} now`);
    return;
  }
  if (delivery.state === 'held') await house.calendar.retimeHeld(id, dueAt);
  else if (!(await house.desk.reschedule(id, dueAt))) return;
  await house.calendar.note([slot]);
}

async function add(house: House, slots: readonly Slot[]): Promise<readonly CalendarFault[]> {
  await house.calendar.forget(slots.map(({ id }) => id));
  await house.calendar.note(slots);
  const faults: CalendarFault[] = [];
  for (const alike of Map.groupBy(slots, ({ post, occurrence }) => `${post}/${occurrence}`).values()) {
    const [first] = alike;
    if (first === undefined) continue;
    const { post, occurrence, dueAt } = first;
    const times = new Map(alike.map(slot => [slot.place.id, slot.dueAt]));
    try {
      await schedulePost(house, { post, at: dueAt, times, occurrence, admin: 'system' });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push({ occurrence: first, why: error.message });
    }
  }
  return faults;
}
