import type { CalendarChange } from '../planning/compare-calendar.ts';

/** One line for people, with the time in UTC: `move may-21/morning/may-21-2027/x-en to 2027-05-21T06:00:00Z`. */
export function describeCalendarChange(change: CalendarChange): string {
  const at = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
  switch (change.kind) {
    case 'add':
      return `add ${change.slot.id}, due ${at(change.slot.dueAt)}`;
    case 'move':
      return `move ${change.slot.id} from ${at(change.delivery.dueAt)} to ${at(change.slot.dueAt)}`;
    case 'cancel':
      return `cancel ${change.delivery.id}, due ${at(change.delivery.dueAt)}`;
  }
}
