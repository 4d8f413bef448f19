import { type Cost, sumCosts } from '../domain/cost.ts';
import type { Part } from '../domain/draft.ts';
import type { Hold } from '../domain/hold.ts';
import type { Network } from '../domain/network.ts';
import type { NetworkName } from '../domain/place.ts';
import type { Budget, SpendingBook } from '../domain/spending.ts';
import type { Clock } from '../shared/clock.ts';

export interface BudgetWatch {
  /** Why these parts may not be published: with them, their network would cost more than its budget. Undefined: they may. */
  refusal(network: NetworkName, parts: readonly Part[]): Promise<string | undefined>;
  /** The network may go beyond its budget until the month is over. */
  waive(network: NetworkName): Promise<void>;
  /** A hold for want of budget ends with its month, or with its budget. */
  isOver(hold: Hold): boolean;
}

export interface BudgetWatchDependencies {
  readonly book: SpendingBook;
  readonly budgets: readonly Budget[];
  readonly networks: ReadonlyMap<NetworkName, Network>;
  readonly clock: Clock;
}

export function createBudgetWatch({ book, budgets, networks, clock }: BudgetWatchDependencies): BudgetWatch {
  return {
    async refusal(name, parts) {
      const budget = budgets.find(({ network }) => network === name);
      const network = networks.get(name);
      if (budget === undefined || network?.cost === undefined) return undefined;
      const month = monthOf(clock.now());
      if (await book.isWaived(name, month)) return undefined;
      const since = new Date(`${month}-01T00:00:00Z`);
      const spent = costOf(network, await book.parts(name, since), await book.removals(name, since));
      return explain(budget, costOf(network, parts), spent);
    },
    waive: network => book.waive(network, monthOf(clock.now())),
    isOver: ({ scope, since }) =>
      monthOf(since) !== monthOf(clock.now()) ||
      !budgets.some(({ network }) => scope === `network ${network}`),
  };
}

/** In the one currency that a network takes. */
function costOf(network: Network, parts: readonly Part[], removals = 0): Cost | undefined {
  const { removalCost } = network;
  const forParts = parts.flatMap(part => network.cost?.(part) ?? []);
  const forRemovals = Array.from({ length: removals }, () => removalCost ?? []).flat();
  return sumCosts([...forParts, ...forRemovals])[0];
}

function explain(budget: Budget, own: Cost | undefined, spent: Cost | undefined): string | undefined {
  if (own === undefined) return undefined;
  const { network, amount, currency } = budget;
  if (own.currency !== currency) {
    return `${network} takes ${own.currency}, and its budget in solidarity.yaml is in ${currency}: give it in ${own.currency}`;
  }
  const before = spent?.amount ?? 0;
  if (before + own.amount <= amount) return undefined;
  return (
    `${network} has cost ${currency} ${round(before)} this month, a post that is due costs ${round(own.amount)}, ` +
    `and the budget is ${round(amount)}: it waits for the next month, or for somebody who lets it go`
  );
}

function round(amount: number): string {
  return amount.toFixed(3).replace(/(\.\d\d)0$/, '$1');
}

/** `2027-05`, in UTC. */
function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}
