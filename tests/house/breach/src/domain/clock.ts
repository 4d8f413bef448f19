import type { hrtime } from 'node:process';
import type { Ticker } from '../shared/ticker.ts';

/** Breaks three rules on purpose: `rules.test.ts` checks that they are noticed. */
export interface Clock {
  readonly ticker: Ticker;
  readonly read: typeof hrtime;
}
