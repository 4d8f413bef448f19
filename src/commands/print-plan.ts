import type { PlanRow } from '../campaign/show-plan.ts';
import { sumCosts } from '../domain/cost.ts';
import { wallTime } from '../planning/plan-span.ts';
import { printTable } from './print-table.ts';

const HEADER = ['when', 'zone', 'post', 'place', 'language', 'state', 'parts', 'cost', 'missing'];

/** The plan for people: a row per post and place, and what all of it costs. */
export function printPlan(rows: readonly PlanRow[]): string {
  if (rows.length === 0) return 'Nothing is planned.';
  const table = printTable(
    HEADER,
    rows.map(row => [
      wallTime(row.dueAt, row.timeZone),
      row.timeZone,
      row.post,
      row.place,
      row.language,
      row.state,
      String(row.parts),
      row.cost === undefined ? '' : money(row.cost.amount, row.cost.currency),
      row.missing.join('; '),
    ]),
  );
  const lacking = rows.filter(({ missing }) => missing.length > 0).length;
  const missing = lacking === 0 ? 'nothing is missing' : `something is missing for ${lacking}`;
  return `${table}\n${rows.length} planned; ${missing}${total(rows)}`;
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
