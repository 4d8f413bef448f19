import type { Receipt } from '../domain/network.ts';
import type { Event } from './situation.ts';

/** What a step with a part brought. */
export interface Outcome {
  /** Undefined: the lease is lost, and the delivery is somebody else's. */
  readonly event: Event | undefined;
  /** Given where a call that publishes was made: milliseconds from before its intent was written to its end. */
  readonly tookMs?: number;
  readonly receipt?: Receipt;
}
