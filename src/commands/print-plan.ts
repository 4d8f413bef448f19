import type { PlanRow } from '../campaign/show-plan.ts';
import { sumCosts } from '../domain/cost.ts';
import { wallTime } from '../planning/plan-span.ts';
import { printTable } from './print-table.ts';

/**
 * The plan for people: a row per post and place, and what all of it costs. What is missing is said once, below, under the
 * number that stands in the rows.
 */
export function printPlan(rows: readonly PlanRow[]): string {
  if (rows.length === 0) return 'Nothing is planned.';
  const zones = [...new Set(rows.map(({ timeZone }) => timeZone))];
  const notes = [...new Set(rows.flatMap(({ missing }) => missing))];
  const columns = columnsOf(zones, notes, rows);
  const table = printTable(
    columns.map(([title]) => title),
    rows.map(row => columns.map(([, cell]) => cell(row))),
  );
  const lacking = rows.filter(({ missing }) => missing.length > 0).length;
  const missing = lacking === 0 ? 'nothing is missing' : `something is missing for ${lacking}`;
  const below = notes.map((note, index) => `\n${index + 1}  ${note}`).join('');
  return `${table}\n${rows.length} planned; ${missing}${total(rows)}${below && `\n\nMissing:${below}`}`;
}

type Column = readonly [title: string, cell: (row: PlanRow) => string];

const COST: Column = ['cost', ({ cost }) => (cost === undefined ? '' : money(cost.amount, cost.currency))];

/** One zone stands above its times, several have a column; where nothing costs anything, costs have none. */
function columnsOf(
  zones: readonly string[],
  notes: readonly string[],
  rows: readonly PlanRow[],
): readonly Column[] {
  const [zone] = zones;
  return [
    [zones.length === 1 ? `when (${zone})` : 'when', row => wallTime(row.dueAt, row.timeZone)],
    ...(zones.length === 1 ? [] : [['zone', row => row.timeZone] satisfies Column]),
    ['post', row => row.post],
    ['place', row => row.place],
    ['language', row => row.language],
    ['state', row => row.state],
    ['parts', row => String(row.parts)],
    ...(rows.some(({ cost }) => cost !== undefined) ? [COST] : []),
    ['missing', row => row.missing.map(note => notes.indexOf(note) + 1).join(', ')],
  ];
}

function total(rows: readonly PlanRow[]): string {
  const costs = rows.flatMap(({ cost, state }) =>
    cost === undefined || state === 'cancelled' ? [] : [cost],
  );
  return sumCosts(costs)
    .map(({ amount, currency }) => `; cost ${money(amount, currency)}`)
    .join('');
}

function money(amount: number, currency: string): string {
  return `${currency} ${amount.toFixed(3).replace(/0$/, '')}`;
}
