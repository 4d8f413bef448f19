import type { Allowance } from '../domain/network.ts';

/** The longest windows of all networks last a day; their clocks may be an hour off. */
const LONGEST_WINDOW_MS = 25 * 3_600_000;
/** More calls than any window lets through; the ledger can count so far. */
const MOST_CALLS = 2 ** 31 - 1;

/** What no server means would close a network for good, or does not fit into the ledger. */
export function credibleAllowances(allowances: readonly Allowance[]): readonly Allowance[] {
  return allowances
    .filter(({ endsInMs }) => endsInMs <= LONGEST_WINDOW_MS)
    .map(allowance => ({ ...allowance, remaining: Math.min(allowance.remaining, MOST_CALLS) }));
}
