import type { ColumnType, Generated } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Part } from '../domain/draft.ts';
import type { HoldKind } from '../domain/hold.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Upload } from '../domain/network.ts';
import type { Post } from '../domain/post.ts';

/** JSON goes in as text, since `pg` would write an array as a PostgreSQL array. */
type JsonColumn<T> = ColumnType<T, string, string>;
/** `bigint` comes out as text. */
type BigintColumn = ColumnType<string, number, number>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface PostsTable {
  occurrence: string;
  post: string;
  language: string;
  content: JsonColumn<Post>;
  frozen_at: Generated<Date>;
}

export interface DeliveriesTable {
  id: string;
  campaign: string;
  post: string;
  occurrence: string;
  network: string;
  place: string;
  language: string;
  state: DeliveryState;
  due_at: Date;
  late_by_ms: BigintColumn;
  give_up_after_ms: BigintColumn;
  ring_at: Date;
  late_at: Date;
  give_up_at: Date;
  attempts: Defaulted<number>;
  failures: Defaulted<number>;
  note: Defaulted<string | null>;
  held_by: Defaulted<HoldKind | null>;
  begun_at: Defaulted<Date | null>;
  published_at: Defaulted<Date | null>;
  version: Defaulted<number>;
  lease_worker: Defaulted<string | null>;
  lease_until: Defaulted<Date | null>;
  waived: Defaulted<boolean>;
  untold: Defaulted<boolean>;
  told_at: Defaulted<Date | null>;
  fresh_until: Defaulted<Date | null>;
  approvals_needed: Defaulted<number>;
  approvals_given: Defaulted<number>;
  asked_mark: Defaulted<string | null>;
  asked_version: Defaulted<number | null>;
}

export interface PartsTable {
  delivery: string;
  index: number;
  content: JsonColumn<Part>;
  uploads: ColumnType<Upload[], string | undefined, string>;
  key: Defaulted<string | null>;
  intent_at: Defaulted<Date | null>;
  network: string;
  place: string;
  called_at: Defaulted<Date | null>;
  unanswered_at: Defaulted<Date | null>;
}

export interface ReceiptsTable {
  delivery: string;
  index: number;
  place: string;
  remote_id: string;
  url: string | null;
  at: Date;
  ref: ColumnType<JsonObject | null, string | null, string | null>;
}

export interface HoldsTable {
  scope: string;
  kind: HoldKind;
  why: string;
  by_admin: string;
  since: Date;
  told_at: Defaulted<Date | null>;
}

export interface CircuitsTable {
  place: string;
  failures: number;
  open_until: Date | null;
}

export interface AuditTable {
  sequence: BigintColumn;
  at: Date;
  admin: string;
  action: string;
  subject: string;
  detail: string | null;
  before: string | null;
  after: string | null;
  previous: string;
  hash: string;
}

/** One row: where the chain ends. */
export interface AuditHeadTable {
  id: Generated<number>;
  sequence: BigintColumn;
  hash: string;
  /** Null where there was no SECRET_KEY. */
  seal: string | null;
}

/** What the ledger keeps; `src/storage/migrations` makes it. */
export interface LedgerTables {
  posts: PostsTable;
  deliveries: DeliveriesTable;
  parts: PartsTable;
  receipts: ReceiptsTable;
  holds: HoldsTable;
  circuits: CircuitsTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
}
