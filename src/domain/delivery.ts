import type { Language } from './language.ts';
import type { Receipt } from './network.ts';
import type { NetworkName } from './place.ts';

/**
 * - `planned`: in the ledger, without an alarm yet
 * - `scheduled`: an alarm is set for `dueAt`
 * - `publishing`: a worker is at it
 * - `published`: every part has its receipt
 * - `failed`: a network said no, or the deadline passed; an admin was told why
 * - `unknown`: nobody can say whether a part was published; an admin is asked
 * - `held`: waits for a person (stale figure, approval, pause, stop)
 * - `missed`: too late by the campaign's own rule; an admin decides
 * - `cancelled`: called off
 */
export type DeliveryState =
  | 'planned'
  | 'scheduled'
  | 'publishing'
  | 'published'
  | 'failed'
  | 'unknown'
  | 'held'
  | 'missed'
  | 'cancelled';

/** One post on its way to one place at one time. */
export interface Delivery {
  /** `<campaign>/<post>/<occurrence>/<place>`: planning the same twice gives the same id. No colon, since BullMQ forbids it. */
  readonly id: string;
  /** `<campaign>/<post>`. */
  readonly post: string;
  /** Which time of the post: a year, a day, a rehearsal. All deliveries of one occurrence state the same figures. */
  readonly occurrence: string;
  readonly network: NetworkName;
  /** Id of the place. */
  readonly place: string;
  readonly language: Language;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  /** How late it may still go out; after it the delivery is missed. */
  readonly lateByMs: number;
  /** How long after `dueAt` it is tried again; after it the delivery has failed. */
  readonly giveUpAfterMs: number;
  /** Calls that publish, so far. */
  readonly attempts: number;
  /** Why it is in this state, in words for admins. */
  readonly note?: string;
  readonly publishedAt?: Date;
}

/** A part of a delivery as the ledger has it. */
export interface LedgerPart {
  readonly index: number;
  readonly key?: string;
  /** Set when the call is about to be made. With no receipt beside it, the fate of the part is unknown. */
  readonly intentAt?: Date;
  readonly receipt?: Receipt;
}
