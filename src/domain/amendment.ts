import type { Draft, Part } from './draft.ts';
import type { Hold } from './hold.ts';
import type { Receipt, Upload } from './network.ts';
import type { Post } from './post.ts';

/**
 * What is done to a delivery that is out already:
 *
 * - `edit`: its parts are changed where they stand
 * - `reply`: it is answered with a correction
 * - `replace`: it is taken down and published again
 * - `withdraw`: it is taken down
 */
export type AmendmentKind = 'edit' | 'reply' | 'replace' | 'withdraw';

/** A correction or withdrawal of one delivery: its steps are fixed before the first is made, and each is made once. */
export interface Amendment {
  readonly delivery: string;
  /** Counts from 1 for each delivery. */
  readonly number: number;
  readonly kind: AmendmentKind;
  /** A numeric Telegram id, or `system`. */
  readonly admin: string;
  readonly at: Date;
  /** What the first part that it publishes answers to; the later ones answer to the one before. */
  readonly thread: Thread;
  readonly steps: readonly AmendmentStep[];
  /** Every step is made, or another amendment has taken its place. */
  readonly ended: boolean;
  /** Members have to approve it first. */
  readonly awaits?: true;
  readonly lease?: { readonly worker: string; readonly leftMs: number };
}

export interface Thread {
  readonly replyTo?: Receipt;
  readonly root?: Receipt;
}

export interface PlannedStep {
  readonly does: 'edit' | 'publish' | 'remove';
  /** What it shall say; for `remove`, what it said. */
  readonly part: Part;
  /** The post that is edited or removed. */
  readonly target?: Target;
}

/** A post that is out; without a receipt nobody knows whether it is, and it is looked for first. */
export interface Target {
  readonly receipt?: Receipt;
  readonly lost?: LostCall;
}

/** A call that published or did not. */
export interface LostCall {
  readonly key: string;
  readonly since: Date;
  readonly uploads: readonly Upload[];
}

export interface AmendmentStep extends PlannedStep {
  readonly index: number;
  readonly uploads: readonly Upload[];
  /** Fixed before the first call, the same at every repetition. */
  readonly key?: string;
  /** Set when a call is about to be made. */
  readonly intentAt?: Date;
  /** Of what was edited or published. */
  readonly receipt?: Receipt;
  readonly done: boolean;
  /** Why it could not be made, the last time. */
  readonly fault?: string;
}

export type PlannedAmendment = Pick<Amendment, 'delivery' | 'kind' | 'admin' | 'at' | 'thread'> & {
  readonly steps: readonly PlannedStep[];
};

/** The ledger's memory of amendments. Each method is one transaction. */
export interface AmendmentBook {
  /** In the order in which they were begun. */
  list(delivery: string): Promise<readonly Amendment[]>;
  /** Writes it down whole; what was unfinished of the delivery ends. */
  begin(amendment: PlannedAmendment): Promise<Amendment>;
  /** Makes a worker the only one that may go on with it; `instead`: a worker that is certainly gone. */
  claim(amendment: Amendment, worker: string, leaseMs: number, instead?: string): Promise<boolean>;
  /** Written before each call; false, and nothing may be called, when another worker has it now. */
  recordIntent(amendment: Amendment, index: number, intent: StepIntent): Promise<boolean>;
  recordUpload(amendment: Amendment, index: number, upload: Upload): Promise<void>;
  recordDone(amendment: Amendment, index: number, receipt?: Receipt): Promise<void>;
  /** `open`: nobody knows whether the call had its effect, so the intent stays. */
  recordFault(amendment: Amendment, index: number, fault: string, open: boolean): Promise<void>;
  /** Newer texts in the place of the frozen ones: what is added to the occurrence later says the same. */
  refreeze(occurrence: string, posts: readonly Post[]): Promise<void>;
  /** Another draft for a delivery that has not begun; false where it has, or where it has ended. */
  redraft(delivery: string, draft: Draft): Promise<boolean>;
  /** What stops the delivery, its place or what that belongs to: nothing of a correction is called meanwhile. */
  heldBy(delivery: string): Promise<Hold | undefined>;
  /** Lets go of it; with every step made, it has ended. */
  release(amendment: Amendment): Promise<void>;
}

export interface StepIntent {
  readonly worker: string;
  readonly leaseMs: number;
  readonly key: string;
  readonly at: Date;
}

/** Makes the steps of an amendment that are not made yet, as far as that goes now. */
export type Amend = (amendment: Amendment, signal: AbortSignal) => Promise<Amendment>;
