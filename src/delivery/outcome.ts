import type { Receipt } from '../domain/network.ts';
import type { Event } from './situation.ts';

/** What a step with a part brought. */
export interface Outcome {
  /** Undefined: the lease is lost, and the delivery is somebody else's. */
  readonly event: Event | undefined;
  /** A call that publishes was made. */
  readonly called: boolean;
  readonly receipt?: Receipt;
}
