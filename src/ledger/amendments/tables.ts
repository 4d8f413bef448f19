import type { ColumnType, Generated } from 'kysely';
import type { AmendmentKind, LostCall, PlannedStep } from '../../domain/amendment.ts';
import type { Part } from '../../domain/draft.ts';
import type { Receipt, Upload } from '../../domain/network.ts';

/** JSON goes in as text, and its times come out as text. */
type JsonColumn<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type StoredReceipt = Omit<Receipt, 'at'> & { readonly at: string };

export interface StoredThread {
  readonly replyTo?: StoredReceipt;
  readonly root?: StoredReceipt;
}

export interface StoredTarget {
  readonly receipt?: StoredReceipt;
  readonly lost?: Omit<LostCall, 'since'> & { readonly since: string };
}

export interface AmendmentTables {
  amendments: {
    delivery: string;
    number: number;
    kind: AmendmentKind;
    admin: string;
    at: Date;
    thread: JsonColumn<StoredThread>;
    ended: Generated<boolean>;
    /** The hash of the correction that members approve; null: nobody has to. */
    correction: Maybe<string>;
    worker: Maybe<string>;
    lease_until: Maybe<Date>;
  };
  amendment_steps: {
    delivery: string;
    number: number;
    index: number;
    does: PlannedStep['does'];
    part: ColumnType<Part, string, string>;
    target: MaybeJson<StoredTarget>;
    uploads: ColumnType<readonly Upload[], string | undefined, string>;
    key: Maybe<string>;
    intent_at: Maybe<Date>;
    receipt: MaybeJson<StoredReceipt>;
    done_at: Maybe<Date>;
    fault: Maybe<string>;
  };
}
