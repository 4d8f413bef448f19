import type { Allowance, Receipt } from '../domain/network.ts';
import type { Event } from './situation.ts';

/** What a step with a part brought. */
export interface Outcome {
  /** Undefined: the lease is lost, and the delivery is somebody else's. */
  readonly event: Event | undefined;
  /** Given where a call that publishes was made: when it was over, by `performance.now()`. */
  readonly endedAt?: number;
  readonly receipt?: Receipt;
  /** What the network said is left of its windows. */
  readonly allowances?: readonly Allowance[];
}
