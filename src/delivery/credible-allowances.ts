import type { Allowance } from '../domain/network.ts';

/** The longest windows of all networks last a day; their clocks may be an hour off. */
const LONGEST_WINDOW_MS = 25 * 3_600_000;

/** What no server means would close a network for good, or does not fit into the ledger. */
export function credibleAllowances(allowances: readonly Allowance[]): readonly Allowance[] {
  return allowances.filter(
    ({ remaining, endsInMs }) => Number.isSafeInteger(remaining) && endsInMs <= LONGEST_WINDOW_MS,
  );
}
