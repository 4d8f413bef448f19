import type { Delivery, DeliveryState, LedgerPart } from './delivery.ts';
import type { Draft } from './draft.ts';
import type { Hold, HoldKind, HoldScope } from './hold.ts';
import type { Language } from './language.ts';
import type { Allowance, RateLimit, Receipt, Upload } from './network.ts';
import type { LedgerNotice } from './notice.ts';
import type { NetworkName } from './place.ts';
import type { Post } from './post.ts';

/** A delivery with its frozen post and its draft, as planning hands it to the ledger. */
export interface PlannedDelivery {
  readonly delivery: Pick<
    Delivery,
    'id' | 'post' | 'occurrence' | 'network' | 'place' | 'language' | 'dueAt' | 'lateByMs' | 'giveUpAfterMs'
  > &
    Pick<DeliveryRecord, 'freshUntil'>;
  readonly draft: Draft;
  /** It is held from the beginning, and the admins hear of it. */
  readonly held?: { readonly by: HoldKind; readonly why: string };
  /** So many members have to approve it; none unless told. */
  readonly approvalsNeeded?: number;
}

/** A worker's right to touch a delivery. It ends by itself, by the database's clock. */
export interface Lease {
  readonly worker: string;
  /** Milliseconds until it ends; negative when it is over. */
  readonly leftMs: number;
}

/** A place that failed often is left alone for a while. */
export interface Circuit {
  readonly failures: number;
  readonly openUntil?: Date;
}

/** A delivery with everything that is known about its parts. */
export interface DeliveryRecord {
  readonly delivery: Delivery;
  readonly parts: readonly LedgerPart[];
  /** Rises with every change of the delivery's state; whoever writes names the version that was read. */
  readonly version: number;
  /** After this it is too late to begin. */
  readonly lateAt: Date;
  /** After this it is not tried again. */
  readonly giveUpAt: Date;
  /** Due after this it states a stale figure and waits for an admin; absent where no figure of it can be too old. */
  readonly freshUntil?: Date;
  /** Failures in a row. */
  readonly failures: number;
  /** A call that publishes was made, or a worker was about to. */
  readonly begun: boolean;
  readonly lease?: Lease;
  readonly holds: readonly Hold[];
  /** Approvals are missing for what it says, at the time that it has. */
  readonly unapproved: boolean;
  readonly circuit: Circuit;
}

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[];
  readonly post?: string;
  readonly occurrence?: string;
  /** The beginning of the occurrence. */
  readonly occurrenceStart?: string;
  /** Its id, or the beginning of it up to a slash: `<campaign>/<post>`, with the occurrence or without. */
  readonly named?: string;
  readonly network?: NetworkName;
  readonly place?: string;
  readonly dueFrom?: Date;
  readonly dueBefore?: Date;
  readonly ringBefore?: Date;
  readonly heldBy?: HoldKind;
  readonly limit?: number;
  readonly offset?: number;
}

/** An occurrence of a post that has not gone out everywhere. */
export interface WaitingPost {
  readonly post: string;
  readonly occurrence: string;
}

/** One line of the audit: who did what, when. `admin` is a numeric Telegram id, or `system`. */
export interface AuditEntry {
  readonly at: Date;
  readonly admin: string;
  readonly action: string;
  readonly subject: string;
  /** How it was, in words; null where there was nothing. */
  readonly before: string | null;
  /** How it is from now on; null where nothing is left. */
  readonly after: string | null;
  readonly detail?: string;
}

/** A line of the audit with its place in the chain: each hash covers the line and the hash before it. */
export interface AuditLine extends AuditEntry {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** What becomes of a delivery's row together with its new state. */
export interface DeliveryChange {
  readonly note?: string | null;
  readonly heldBy?: HoldKind;
  readonly dueAt?: Date;
  readonly ringAt?: Date;
  readonly lateAt?: Date;
  readonly giveUpAt?: Date;
  readonly publishedAt?: Date;
  readonly failures?: number;
  /** The admins have to hear of it. */
  readonly untold?: boolean;
}

/** `there`: it counts as published, without an id; `open`: it was not, and is sent. */
export interface WordOnPart {
  readonly index: number;
  readonly is: 'there' | 'open';
  readonly at: Date;
}

/** What a worker is about to do, written before it does it. */
export interface Intent {
  readonly index: number;
  readonly key: string;
  readonly at: Date;
  /** Of the network: calls are counted over all workers, from the ledger's own record of them. */
  readonly limit: RateLimit;
  /** As how many calls the limits count it; one unless told. */
  readonly weight?: number;
  /** So far ahead room is given, in milliseconds: a worker that knows its moment beforehand does not miss it. At once unless told. */
  readonly aheadMs?: number;
}

export type IntentAnswer =
  /** The call may be made from this moment on, by `performance.now()` of this process. */
  | { readonly outcome: 'written'; readonly notBefore: number }
  /** Another worker has the delivery now. */
  | { readonly outcome: 'lease lost' }
  /** Its receipt came in after all, from a worker that was thought dead. */
  | { readonly outcome: 'published already' }
  | { readonly outcome: 'held'; readonly hold: Hold }
  | { readonly outcome: 'unapproved' }
  /** The network's limit is used up, or only the place's; in so many milliseconds it is worth asking again. */
  | { readonly outcome: 'wait'; readonly ms: number; readonly full: 'network' | 'place' };

/** The memory of the house, and the truth about every delivery. Each method is one transaction. */
export interface Ledger {
  /** Keeps a rendered post of an occurrence. The first one stays: an occurrence says the same everywhere. */
  freezePost(occurrence: string, post: Post): Promise<void>;
  frozenPost(occurrence: string, post: string, language: Language): Promise<Post | undefined>;
  /**
   * Puts newer texts of one post, with newer figures, in the place of the frozen ones, and their drafts in the place of
   * those that wait. False, and nothing changes, where a delivery of the occurrence has begun or is not among `planned`.
   */
  refreezePost(
    occurrence: string,
    posts: readonly Post[],
    planned: readonly PlannedDelivery[],
  ): Promise<boolean>;
  /** An admin wants an occurrence of a post out with the figures that it has. Returns how many deliveries wait for none now. */
  waiveStale(post: string, occurrence: string): Promise<number>;

  /** Adds deliveries in state `planned` or `held`; those that exist already are left as they are. Returns the ids that are new. */
  plan(deliveries: readonly PlannedDelivery[]): Promise<readonly string[]>;

  read(id: string): Promise<DeliveryRecord | undefined>;
  /** The next due first. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  count(filter: DeliveryFilter): Promise<number>;
  /** Those for which something is planned or scheduled. */
  waitingNetworks(): Promise<readonly NetworkName[]>;
  /** Those that state figures, and wait or are held in some place. However many places: each once. */
  waitingPosts(): Promise<readonly WaitingPost[]>;
  /** Marks planned deliveries scheduled: their alarms are set. */
  markScheduled(ids: readonly string[]): Promise<void>;

  /**
   * Changes the state if it is one of `from`; false if it was another: somebody else was first. Ends any lease.
   * With `version`, only if nothing changed since it was read.
   */
  move(
    id: string,
    from: readonly DeliveryState[],
    to: DeliveryState,
    change?: DeliveryChange,
    version?: number,
  ): Promise<boolean>;

  /** The same with a person's word on a part of open fate: both or nothing. */
  settle(
    id: string,
    from: readonly DeliveryState[],
    to: DeliveryState,
    change: DeliveryChange,
    version: number,
    word: WordOnPart,
  ): Promise<boolean>;

  /** Makes a worker the only one that may touch a delivery: its new version, or undefined if somebody was first. */
  claim(id: string, version: number, worker: string, leaseMs: number): Promise<number | undefined>;
  /** False if the lease was lost. */
  renew(id: string, version: number, leaseMs: number): Promise<boolean>;
  /** Deliveries in `publishing`, with whose lease it is. */
  leased(): Promise<readonly { readonly id: string; readonly network: NetworkName; readonly lease: Lease }[]>;

  /**
   * Written before every call that publishes; refused where somebody else has the lease, a hold came, approvals are missing, or
   * a limit is reached.
   */
  recordIntent(id: string, version: number, intent: Intent): Promise<IntentAnswer>;
  /**
   * The call is over and nobody knows what it brought. The intent stays. `endedAt`, here and below: when the call was over,
   * by `performance.now()` of this process; the limits count a call from then on. `at`: the same by the bot's clock, where a call
   * was made.
   */
  recordNoAnswer(id: string, index: number, endedAt?: number, at?: Date): Promise<void>;
  /** Takes an intent back: it is certain that nothing was published. The key stays. */
  clearIntent(id: string, index: number, endedAt?: number): Promise<void>;
  recordUpload(id: string, index: number, upload: Upload): Promise<void>;
  /** The first receipt of a part stays. Taken from whoever brings it: it is true even when the lease is over. */
  recordReceipt(id: string, index: number, receipt: Receipt, endedAt?: number): Promise<void>;
  /** What a server said is left of its windows when a call was over: until they end no worker calls more often. */
  recordAllowances(network: NetworkName, allowances: readonly Allowance[], endedAt?: number): Promise<void>;
  /** A call that no delivery makes, such as an answer in the admins' chat: the limits of the network count it too. */
  countCall(network: NetworkName): Promise<void>;
  /** What the limits are counted by, older than this, goes; of 0 everything, also what servers said. */
  forgetCalls(olderThanMs: number): Promise<void>;
  /**
   * The newest receipt of a place that came before a time, of those that a network gave. Whatever was called for later stands behind it, where a network
   * numbers its posts; behind a newer receipt it need not stand.
   */
  lastReceipt(place: string, before: Date): Promise<Receipt | undefined>;

  hold(hold: Hold): Promise<boolean>;
  /** Returns false when there was no such hold. */
  lift(scope: HoldScope, kind: HoldKind): Promise<boolean>;
  holds(): Promise<readonly Hold[]>;
  /**
   * Deliveries that a hold of a scope stopped and which no hold covers any more, those whose figures are fresh again, and
   * those that lack no approval any more.
   */
  releasable(): Promise<readonly Delivery[]>;
  /** After a failure that says nothing about the part, or after a success (`undefined`: closed again). */
  recordCircuit(place: string, circuit: Circuit | undefined): Promise<void>;

  /** How many deliveries of a campaign fall into the fullest hour that touches now. */
  crowd(campaign: string, now: Date): Promise<number>;
  /** What is due within the hour counts as crowd no more: an admin wants it so. */
  waiveCrowd(campaign: string, now: Date): Promise<void>;

  /**
   * What the admins have to hear of and have not heard yet; and what asks them something, was told before
   * `repeatBefore` and still has no answer.
   */
  untold(limit: number, repeatBefore?: Date): Promise<readonly LedgerNotice[]>;
  markTold(notice: LedgerNotice, at: Date): Promise<void>;

  audit(entry: AuditEntry): Promise<void>;
  /** The newest first. */
  auditTrail(limit: number): Promise<readonly AuditLine[]>;
}
