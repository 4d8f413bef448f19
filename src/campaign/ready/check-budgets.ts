import { sumCosts } from '../../domain/cost.ts';
import type { ReadyCheck } from '../../domain/readiness.ts';
import type { Budget } from '../../domain/spending.ts';
import { type PlanRow, showPlan } from '../show-plan.ts';
import type { ReadyHouse, ReadyPlan } from './ready-house.ts';

/** With everything else that is planned in the same months, does what costs money stay within its budget? */
export async function checkBudgets(house: ReadyHouse, { rows }: ReadyPlan): Promise<readonly ReadyCheck[]> {
  const checks = house.budgets.flatMap(budget => {
    const own = rows.filter(({ network, cost }) => network === budget.network && cost !== undefined);
    const months = new Set(own.map(({ dueAt }) => monthOf(dueAt)));
    return [...months].map(month => checkMonth(house, budget, month));
  });
  if (checks.length > 0) return Promise.all(checks);
  const costs = sumCosts(rows.flatMap(({ cost }) => (cost === undefined ? [] : [cost])));
  const sums = costs.map(({ amount, currency }) => `${currency} ${amount.toFixed(2)}`).join(' and ');
  return [
    {
      kind: 'budget',
      verdict: 'good',
      words: sums === '' ? 'costs nothing' : `costs ${sums}; no budget is set`,
    },
  ];
}

async function checkMonth(house: ReadyHouse, budget: Budget, month: string): Promise<ReadyCheck> {
  const { network, amount, currency } = budget;
  const from = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  const now = house.now();
  const span = { from: new Date(Math.max(from.getTime(), now.getTime())), until };
  const on = new Set(house.networks.keys());
  const planned = await showPlan({ ...house, networks: house.composers, on }, span);
  const spent = monthOf(now) === month ? await house.spending.parts(network, from) : [];
  const costs = [
    ...planned.filter(row => row.network === network && isOpen(row)).flatMap(({ cost }) => cost ?? []),
    ...spent.flatMap(part => house.composers.get(network)?.cost?.(part) ?? []),
  ];
  const sum = sumCosts(costs).find(cost => cost.currency === currency)?.amount ?? 0;
  const foreign = costs.find(cost => cost.currency !== currency);
  const check = { kind: 'budget', subject: network } as const;
  if (foreign !== undefined) {
    const words = `takes ${foreign.currency}, and its budget is in ${currency}: give it in ${foreign.currency} in solidarity.yaml`;
    return { ...check, verdict: 'bad', words };
  }
  const words = `${currency} ${sum.toFixed(2)} of ${amount.toFixed(2)} in ${month}`;
  if (sum <= amount || (await house.spending.isWaived(network, month))) {
    return { ...check, verdict: 'good', words };
  }
  return {
    ...check,
    verdict: 'bad',
    words: `${words}: what goes beyond would be held; raise it in solidarity.yaml`,
  };
}

function isOpen({ state }: PlanRow): boolean {
  return ['to come', 'planned', 'scheduled', 'held'].includes(state);
}

/** `2027-05`, in UTC, as budgets have it. */
function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}
