import type { RehearsedRow } from '../campaign/rehearse-calendar.ts';
import { wallTime } from '../planning/plan-span.ts';

const SHOWN = 70;

/** What a follower would have seen, day by day; and what the real day would lack. */
export function printRehearsal(rows: readonly RehearsedRow[]): string {
  if (rows.length === 0) return 'Nothing is planned.';
  const days = Map.groupBy(rows, ({ row }) => wallTime(row.dueAt, row.timeZone).slice(0, 10));
  const published = rows.filter(({ record }) => record?.delivery.state === 'published').length;
  const exactly = rows.every(isAsPlanned) ? ', each in its minute' : '';
  const lacking = new Set(rows.flatMap(({ row }) => row.missing));
  return [
    ...[...days].map(([day, ofDay]) => [`━━ ${day}`, ...ofDay.map(printRow)].join('\n')),
    `${published} of ${rows.length} published${exactly}`,
    ...(lacking.size === 0
      ? []
      : [`On the real day, as it is now:\n${[...lacking].map(what => `  ${what}`).join('\n')}`]),
  ].join('\n\n');
}

function isAsPlanned({ row, record }: RehearsedRow): boolean {
  const at = record?.delivery.publishedAt;
  return at !== undefined && wallTime(at, row.timeZone) === wallTime(row.dueAt, row.timeZone);
}

function printRow({ row, record }: RehearsedRow): string {
  const at = record?.delivery.publishedAt ?? row.dueAt;
  const state = record?.delivery.state ?? 'not planned';
  const [first] = record?.parts ?? [];
  const text = (first?.part.text ?? '').split('\n')[0] ?? '';
  const parts = row.parts > 1 ? ` (${row.parts} parts)` : '';
  const note = state === 'published' ? '' : ` ${state}: ${record?.delivery.note ?? ''}`;
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return ` ${wallTime(at, row.timeZone).slice(11)}  ${row.place.padEnd(12)} ${row.post}${parts}${note}\n        ${shown}`;
}
