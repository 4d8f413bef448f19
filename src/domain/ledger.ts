import type { Delivery, DeliveryState, LedgerPart } from './delivery.ts';
import type { Draft, Part } from './draft.ts';
import type { Language } from './language.ts';
import type { Receipt, Upload } from './network.ts';
import type { NetworkName } from './place.ts';
import type { Post } from './post.ts';

/** A delivery with its frozen post and its draft, as planning hands it to the ledger. */
export interface PlannedDelivery {
  readonly delivery: Omit<Delivery, 'state' | 'attempts' | 'note' | 'publishedAt'>;
  readonly draft: Draft;
}

/** A delivery with everything that is known about its parts. */
export interface DeliveryRecord {
  readonly delivery: Delivery;
  readonly parts: readonly (LedgerPart & { readonly part: Part; readonly uploads: readonly Upload[] })[];
}

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[];
  readonly post?: string;
  readonly occurrence?: string;
  readonly network?: NetworkName;
  readonly dueBefore?: Date;
  readonly limit?: number;
  readonly offset?: number;
}

/** One line of the audit: who did what, when. `admin` is a numeric Telegram id, or `system`. */
export interface AuditEntry {
  readonly at: Date;
  readonly admin: string;
  readonly action: string;
  readonly subject: string;
  readonly detail?: string;
}

/** The memory of the house, and the truth about every delivery. Each method is one transaction. */
export interface Ledger {
  /** Keeps a rendered post of an occurrence. The first one stays: an occurrence says the same everywhere. */
  freezePost(occurrence: string, post: Post): Promise<void>;
  frozenPost(occurrence: string, post: string, language: Language): Promise<Post | undefined>;

  /** Adds deliveries in state `planned`; those that exist already are left as they are. Returns the ids that are new. */
  plan(deliveries: readonly PlannedDelivery[]): Promise<readonly string[]>;

  read(id: string): Promise<DeliveryRecord | undefined>;
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  count(filter: DeliveryFilter): Promise<number>;

  /** Changes the state if it is one of `from`; false if it was another: somebody else was first. */
  move(
    id: string,
    from: readonly DeliveryState[],
    to: DeliveryState,
    change?: DeliveryChange,
  ): Promise<boolean>;

  /** Written before every call that has an effect. */
  recordIntent(id: string, index: number, key: string, at: Date): Promise<void>;
  /** Takes an intent back: it is certain that nothing was published. */
  clearIntent(id: string, index: number): Promise<void>;
  recordUpload(id: string, index: number, upload: Upload): Promise<void>;
  recordReceipt(id: string, index: number, receipt: Receipt): Promise<void>;
  /** The newest receipt of a place, where a network numbers its posts. */
  lastReceipt(place: string): Promise<Receipt | undefined>;

  audit(entry: AuditEntry): Promise<void>;
  auditTrail(limit: number): Promise<readonly AuditEntry[]>;
}

export interface DeliveryChange {
  readonly note?: string;
  readonly dueAt?: Date;
  readonly publishedAt?: Date;
  readonly countAttempt?: true;
}
