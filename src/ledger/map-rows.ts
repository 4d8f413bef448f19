import type { Selectable } from 'kysely';
import type { Delivery, LedgerPart } from '../domain/delivery.ts';
import type { Hold, HoldScope } from '../domain/hold.ts';
import type { AuditLine } from '../domain/ledger.ts';
import type { Receipt } from '../domain/network.ts';
import type { AuditTable, DeliveriesTable, HoldsTable, PartsTable, ReceiptsTable } from './tables.ts';

/** What `toDelivery` reads: of thousands of rows the rest is not fetched. */
export const DELIVERY_COLUMNS = [
  ...(['id', 'post', 'occurrence', 'network', 'place', 'language', 'state', 'due_at', 'late_by_ms'] as const),
  ...(['give_up_after_ms', 'ring_at', 'attempts', 'note', 'held_by', 'published_at'] as const),
  ...(['approvals_needed', 'approvals_given'] as const),
] as const;

export function toDelivery(
  row: Pick<Selectable<DeliveriesTable>, (typeof DELIVERY_COLUMNS)[number]>,
): Delivery {
  return {
    id: row.id,
    post: row.post,
    occurrence: row.occurrence,
    network: row.network,
    place: row.place,
    language: row.language,
    state: row.state,
    dueAt: row.due_at,
    lateByMs: Number(row.late_by_ms),
    giveUpAfterMs: Number(row.give_up_after_ms),
    ringAt: row.ring_at,
    attempts: row.attempts,
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.held_by === null ? {} : { heldBy: row.held_by }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
    ...(row.approvals_needed === 0
      ? {}
      : { approvals: { given: row.approvals_given, needed: row.approvals_needed } }),
  };
}

/** A row as PostgreSQL gives it, or inside of JSON, where times are text. */
type Row<Table> = {
  readonly [Column in keyof Selectable<Table>]: Date extends Selectable<Table>[Column]
    ? Selectable<Table>[Column] | string
    : Selectable<Table>[Column];
};
type PartRow = Row<PartsTable> & {
  readonly [Column in 'remote_id' | 'url' | 'at' | 'ref']: Row<ReceiptsTable>[Column] | null;
};

export function toPart(row: PartRow): LedgerPart {
  const { remote_id, at } = row;
  const receipt = remote_id === null || at === null ? undefined : toReceipt({ ...row, remote_id, at });
  return {
    index: row.index,
    part: row.content,
    uploads: row.uploads,
    ...(row.key === null ? {} : { key: row.key }),
    ...(row.intent_at === null ? {} : { intentAt: new Date(row.intent_at) }),
    ...(row.unanswered_at === null ? {} : { unansweredAt: new Date(row.unanswered_at) }),
    ...(receipt === undefined ? {} : { receipt }),
  };
}

export function toReceipt(row: Pick<Row<ReceiptsTable>, 'remote_id' | 'url' | 'at' | 'ref'>): Receipt {
  return {
    id: row.remote_id,
    at: new Date(row.at),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.ref === null ? {} : { ref: row.ref }),
  };
}

export function toHold(row: Row<Omit<HoldsTable, 'told_at'>>): Hold {
  const { scope, kind, why, by_admin, since } = row;
  return { scope: scope as HoldScope, kind, why, by: by_admin, since: new Date(since) };
}

export function toAuditLine(row: Selectable<AuditTable>): AuditLine {
  return {
    sequence: Number(row.sequence),
    at: row.at,
    admin: row.admin,
    action: row.action,
    subject: row.subject,
    before: row.before,
    after: row.after,
    ...(row.detail === null ? {} : { detail: row.detail }),
    previous: row.previous,
    hash: row.hash,
  };
}
