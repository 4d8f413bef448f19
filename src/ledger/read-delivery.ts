import { type Kysely, sql } from 'kysely';
import type { LedgerPart } from '../domain/delivery.ts';
import type { DeliveryRecord, Hold } from '../domain/ledger.ts';
import { toDelivery, toHold, toPart } from './map-rows.ts';
import { holdsOver } from './scopes.ts';
import type { LedgerTables } from './tables.ts';

/** A delivery with its parts, its lease, what holds it, and the circuit of its place. */
export async function readDelivery(
  db: Kysely<LedgerTables>,
  id: string,
): Promise<DeliveryRecord | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .leftJoin('circuits', 'circuits.place', 'deliveries.place')
    .selectAll('deliveries')
    .select(['circuits.failures as circuit_failures', 'circuits.open_until'])
    .select(
      sql<number | null>`extract(epoch from lease_until - clock_timestamp()) * 1000`.as('lease_left_ms'),
    )
    .where('deliveries.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const [parts, holds] = await Promise.all([readParts(db, id), readHolds(db, id)]);
  return {
    delivery: toDelivery(row),
    parts,
    holds,
    version: row.version,
    lateAt: row.late_at,
    giveUpAt: row.give_up_at,
    failures: row.failures,
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

async function readParts(db: Kysely<LedgerTables>, id: string): Promise<readonly LedgerPart[]> {
  const rows = await db
    .selectFrom('parts')
    .leftJoin('receipts', join =>
      join.onRef('receipts.delivery', '=', 'parts.delivery').onRef('receipts.index', '=', 'parts.index'),
    )
    .selectAll('parts')
    .select(['receipts.remote_id', 'receipts.url', 'receipts.at', 'receipts.ref'])
    .where('parts.delivery', '=', id)
    .orderBy('parts.index')
    .execute();
  return rows.map(toPart);
}

async function readHolds(db: Kysely<LedgerTables>, id: string): Promise<readonly Hold[]> {
  const rows = await db
    .selectFrom('holds')
    .innerJoin('deliveries', join => join.on(holdsOver('deliveries')))
    .selectAll('holds')
    .where('deliveries.id', '=', id)
    .orderBy('holds.since')
    .execute();
  return rows.map(toHold);
}
