import type { Allowance, Receipt } from '../domain/network.ts';
import type { Event } from './situation.ts';

/** An event with the part it is about. */
export interface Happening {
  readonly event: Event;
  readonly index?: number;
  /** Given where a call that publishes was made: when it was over, by `performance.now()`. */
  readonly endedAt?: number;
  readonly receipt?: Receipt;
  /** What the network said is left of its windows. */
  readonly allowances?: readonly Allowance[];
}
