import type { Cost } from './cost.ts';
import type { Part } from './draft.ts';
import type { NetworkName } from './place.ts';

/** What a network may cost in a calendar month (UTC), from `solidarity.yaml`. */
export interface Budget extends Cost {
  readonly network: NetworkName;
  readonly per: 'month';
}

/** What the ledger knows of money. */
export interface SpendingBook {
  /** What a network was paid for since: published, of open fate, or in the hands of a worker. */
  parts(network: NetworkName, since: Date): Promise<readonly Part[]>;
  /** How many posts of a network were taken down since; one that may have been counts. */
  removals(network: NetworkName, since: Date): Promise<number>;
  /** An admin lets a network go beyond its budget for a month, named as `2027-05`. */
  waive(network: NetworkName, month: string): Promise<void>;
  isWaived(network: NetworkName, month: string): Promise<boolean>;
}
