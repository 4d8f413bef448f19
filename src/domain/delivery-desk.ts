import type { Ring } from './alarm-clock.ts';
import type { Delivery } from './delivery.ts';
import type { HoldKind, HoldScope } from './hold.ts';
import type { NetworkName } from './place.ts';

/** Where deliveries are sent on their way, and where people decide about them. */
export interface DeliveryDesk {
  /** Sets the alarms of planned deliveries and marks them scheduled; those far ahead are armed when they come near. */
  arm(deliveries: readonly Delivery[]): Promise<void>;
  /** For `AlarmClock.start`. */
  readonly ring: Ring;
  /** Makes the queue agree with the ledger, once and thoroughly. */
  sweep(): Promise<void>;
  /** Sweeps now and at intervals. Resolves after the first sweep. */
  start(): Promise<void>;
  stop(): Promise<void>;

  /** Calls one off; false when a worker is at it or it has ended. */
  cancel(id: string, note: string): Promise<boolean>;
  /** Every part of it that was out is taken down; false when it was on its way. */
  withdrawn(id: string, note: string): Promise<boolean>;
  /** The answer of an admin where nobody could know. Fails with `InputError` if the delivery is not in question. */
  settle(id: string, answer: 'it is there' | 'send again'): Promise<void>;
  /** Another time for what waits, is held, was missed or has failed; false when it can have none. */
  reschedule(id: string, at: Date): Promise<boolean>;
  /** Nothing of that scope goes out until the hold is lifted; false when it is held so already. */
  hold(scope: HoldScope, kind: HoldKind, why: string, by: string): Promise<boolean>;
  /** The credentials of a network are good (again): what they held goes on. */
  renewed(network: NetworkName): Promise<void>;
  /** Lifts a hold and lets go what it held; false when there was none. */
  lift(scope: HoldScope, kind: HoldKind): Promise<boolean>;
}
