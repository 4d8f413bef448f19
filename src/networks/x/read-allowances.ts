import type { Allowance } from '../../domain/network.ts';
import { type Headers, numberOf, WINDOWS, waitUntilReset } from './rate-limit-reset.ts';

/** What is left of each window that an answer tells of. */
export function readAllowances(headers: Headers, now: Date): readonly Allowance[] {
  return WINDOWS.flatMap(window => {
    const remaining = numberOf(headers, `${window}-remaining`);
    const reset = numberOf(headers, `${window}-reset`);
    if (remaining === undefined || reset === undefined) return [];
    return [{ window, remaining, endsInMs: waitUntilReset(reset, headers, now) }];
  });
}
