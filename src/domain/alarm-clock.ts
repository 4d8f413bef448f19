import type { RateLimit } from './network.ts';
import type { NetworkName } from './place.ts';

/** Wakes a delivery at its time. Holds the delivery's id and nothing else. */
export interface Alarm {
  readonly deliveryId: string;
  readonly network: NetworkName;
  readonly at: Date;
}

/**
 * What the delivery says when it was woken: it needs no further alarm, or another one. `quietUntil`: the network wants
 * nobody to call before that.
 */
export type Woken =
  | { readonly next: 'done' }
  | { readonly next: 'again'; readonly at: Date; readonly quietUntil?: Date };

export type Ring = (alarm: Pick<Alarm, 'deliveryId' | 'network'>, signal: AbortSignal) => Promise<Woken>;

/**
 * The queue as the house sees it. Losing every alarm loses nothing: the sweeper sets them again from the ledger.
 * One queue per network, so that an outage or a limit of one holds up no other.
 */
export interface AlarmClock {
  /** Setting an alarm that is set already changes nothing. */
  set(alarms: readonly Alarm[]): Promise<void>;
  /** Moves an alarm to another time, or sets it. */
  move(alarm: Alarm): Promise<void>;
  /** Removes an alarm; a missing one is no fault, one that is ringing stays. */
  unset(network: NetworkName, deliveryId: string): Promise<void>;
  /** Which of these deliveries have an alarm that will still ring, or rings now. */
  armed(network: NetworkName, deliveryIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Fails when the queue does not answer. */
  check(): Promise<void>;
  /** Starts to ring. Resolves when workers are listening. */
  start(
    networks: readonly { readonly name: NetworkName; readonly rateLimit: RateLimit }[],
    ring: Ring,
  ): Promise<void>;
  /** Stops ringing; waits for what is in flight, aborts it shortly before `graceMs` is over, and resolves by then. */
  stop(graceMs: number): Promise<void>;
  /** Closes the connections. */
  close(): Promise<void>;
}
