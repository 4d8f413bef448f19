import type { Clock } from '../domain/clock.ts';

export interface Ticker {
  readonly clock: Clock;
}
