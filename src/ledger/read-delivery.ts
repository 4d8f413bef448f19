import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DeliveryRecord } from '../domain/ledger.ts';
import { toDelivery, toHold, toPart } from './map-rows.ts';
import { holdsOver } from './scopes.ts';
import type { LedgerTables } from './tables.ts';

/** Deliveries with their parts, their leases, what holds them, and the circuits of their places, in one round trip. */
export async function readDeliveries(
  db: Kysely<LedgerTables>,
  ids: readonly string[],
): Promise<readonly (DeliveryRecord | undefined)[]> {
  const rows = await selectRecords(db, ids);
  const records = new Map(rows.map(row => [row.id, toRecord(row)]));
  return ids.map(id => records.get(id));
}

type RecordRow = Awaited<ReturnType<typeof selectRecords>>[number];

function selectRecords(db: Kysely<LedgerTables>, ids: readonly string[]) {
  return db
    .selectFrom('deliveries')
    .leftJoin('circuits', 'circuits.place', 'deliveries.place')
    .selectAll('deliveries')
    .select(['circuits.failures as circuit_failures', 'circuits.open_until'])
    .select(leaseLeftMs.as('lease_left_ms'))
    .select(sql<boolean>`approvals_needed > 0 and lacks_approval(deliveries.id)`.as('unapproved'))
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('parts')
          .leftJoin('receipts', join =>
            join
              .onRef('receipts.delivery', '=', 'parts.delivery')
              .onRef('receipts.index', '=', 'parts.index'),
          )
          .selectAll('parts')
          .select(['receipts.remote_id', 'receipts.url', 'receipts.at', 'receipts.ref'])
          .whereRef('parts.delivery', '=', 'deliveries.id')
          .orderBy('parts.index'),
      ).as('parts'),
      jsonArrayFrom(
        selectFrom('holds').selectAll('holds').where(holdsOver('deliveries')).orderBy('holds.since'),
      ).as('holds'),
    ])
    .where(sql<boolean>`deliveries.id = any(${ids})`)
    .execute();
}

function toRecord(row: RecordRow): DeliveryRecord {
  return {
    delivery: toDelivery(row),
    parts: row.parts.map(toPart),
    holds: row.holds.map(toHold),
    version: row.version,
    lateAt: row.late_at,
    giveUpAt: row.give_up_at,
    ...(row.fresh_until === null ? {} : { freshUntil: row.fresh_until }),
    failures: row.failures,
    unapproved: row.unapproved,
    begun: row.begun_at !== null,
    circuit: {
      failures: row.circuit_failures ?? 0,
      ...(row.open_until === null ? {} : { openUntil: row.open_until }),
    },
    ...(row.lease_worker === null
      ? {}
      : { lease: { worker: row.lease_worker, leftMs: Number(row.lease_left_ms ?? -1) } }),
  };
}

/** By the database's clock, which all workers share. */
export const leaseLeftMs: RawBuilder<string | null> =
  sql`extract(epoch from lease_until - clock_timestamp()) * 1000`;
