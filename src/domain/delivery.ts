import type { ApprovalCount } from './approval.ts';
import type { Part } from './draft.ts';
import type { HoldKind } from './hold.ts';
import type { Language } from './language.ts';
import type { Receipt, Upload } from './network.ts';
import type { NetworkName } from './place.ts';

/**
 * - `planned`: in the ledger, without an alarm yet
 * - `scheduled`: an alarm is set; also while it waits to be tried again
 * - `publishing`: a worker is at it
 * - `published`: every part has its receipt
 * - `failed`: a network said no, or the deadline passed; an admin was told why
 * - `unknown`: nobody can say whether a part was published; an admin is asked
 * - `held`: waits for a person (stale figure, approval, pause, stop, credentials)
 * - `missed`: too late by the campaign's own rule; an admin decides
 * - `cancelled`: called off
 * - `withdrawn`: was out, wholly or in part, and is taken down everywhere
 */
export const DELIVERY_STATES = [
  'planned',
  'scheduled',
  'publishing',
  'published',
  'failed',
  'unknown',
  'held',
  'missed',
  'cancelled',
  'withdrawn',
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

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
  /** When it is looked at next: `dueAt`, or the next try. */
  readonly ringAt: Date;
  /** Calls that publish, so far. */
  readonly attempts: number;
  /** Why it is in this state, in words for admins. */
  readonly note?: string;
  /** For `held`. */
  readonly heldBy?: HoldKind;
  readonly publishedAt?: Date;
  /** Absent where none are needed. */
  readonly approvals?: ApprovalCount;
}

/** A part of a delivery as the ledger has it. */
export interface LedgerPart {
  readonly index: number;
  readonly part: Part;
  readonly uploads: readonly Upload[];
  /** Fixed before the first call, the same at every repetition. */
  readonly key?: string;
  /** Set when a call is about to be made. With no receipt beside it, the fate of the part is unknown. */
  readonly intentAt?: Date;
  /** When the last call for it was over without an answer: what it brought may arrive a moment later still. */
  readonly unansweredAt?: Date;
  readonly receipt?: Receipt;
}

/** One step of a delivery as people see it: on the terminal, the page, in the log. */
export interface DeliveryStep {
  /** As it is after the step. */
  readonly delivery: Delivery;
  readonly what: DeliveryStepKind;
  /** The part it is about, from 1, of how many. */
  readonly part?: { readonly number: number; readonly of: number };
  /** Where a follower sees what was published. */
  readonly url?: string;
  /** The step in one sentence, in English, without a secret. */
  readonly words: string;
}

export type DeliveryStepKind =
  | 'begun'
  | 'part published'
  | 'part found'
  | 'part not found'
  | 'waits'
  | 'published'
  | 'failed'
  | 'unknown'
  | 'held'
  | 'missed'
  | 'cancelled'
  | 'withdrawn'
  | 'scheduled';
