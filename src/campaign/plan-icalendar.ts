import { type CalendarEvent, writeICalendar } from '../planning/write-icalendar.ts';
import type { PlanRow } from './show-plan.ts';

/** The plan for a calendar program: an event for each time of a post, with the places in it that have it then. */
export function planICalendar(rows: readonly PlanRow[], now: Date): string {
  const groups = Map.groupBy(rows, row => `${row.post}/${row.occurrence}@${row.dueAt.getTime()}`);
  return writeICalendar('solidarity', [...groups.values()].flatMap(eventOf), now);
}

function eventOf(rows: readonly PlanRow[]): readonly CalendarEvent[] {
  const [first] = rows;
  if (first === undefined) return [];
  const lines = rows.map(({ place, state, missing }) =>
    [`${place}: ${state}`, ...missing.map(what => `missing: ${what}`)].join('; '),
  );
  return [
    {
      // The first place names it: an event that moves keeps its name.
      uid: `${first.id}@solidarity`,
      at: first.dueAt,
      title: `${first.title} (${rows.map(({ place }) => place).join(', ')})`,
      description: lines.join('\n'),
      status: statusOf(rows),
    },
  ];
}

function statusOf(rows: readonly PlanRow[]): CalendarEvent['status'] {
  if (rows.every(({ state }) => state === 'cancelled')) return 'CANCELLED';
  return rows.some(({ state, missing }) => state === 'to come' || missing.length > 0)
    ? 'TENTATIVE'
    : 'CONFIRMED';
}
