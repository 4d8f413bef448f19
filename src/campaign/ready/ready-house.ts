import type { Composer } from '../../domain/network.ts';
import type { NetworkName } from '../../domain/place.ts';
import type { ReadyProbes } from '../../domain/readiness.ts';
import type { Budget, SpendingBook } from '../../domain/spending.ts';
import type { House } from '../house.ts';
import type { PlanRow } from '../show-plan.ts';

/** What a look at an occasion needs. */
export interface ReadyHouse
  extends Pick<
      House,
      | 'campaigns'
      | 'networks'
      | 'places'
      | 'render'
      | 'prepareMedia'
      | 'book'
      | 'calendar'
      | 'changes'
      | 'now'
      | 'approvals'
    >,
    Partial<Pick<House, 'written'>> {
  readonly ledger: Pick<House['ledger'], 'list' | 'holds'>;
  /** Every network of the house, switched on or not. */
  readonly composers: ReadonlyMap<NetworkName, Composer>;
  readonly budgets: readonly Budget[];
  readonly spending: SpendingBook;
  readonly probes: ReadyProbes;
}

/** What is still to go out of one time of an occasion. */
export interface ReadyPlan {
  readonly rows: readonly PlanRow[];
  readonly signal: AbortSignal;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
