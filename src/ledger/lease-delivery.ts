import { type Kysely, sql } from 'kysely';
import type { Lease } from '../domain/ledger.ts';
import { leaseLeftMs } from './read-delivery.ts';
import type { LedgerTables } from './tables.ts';

const inMs = (ms: number) => sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'`;

/** The worker that changes the version is the only one that may go on. */
export async function claimDelivery(
  db: Kysely<LedgerTables>,
  id: string,
  version: number,
  worker: string,
  leaseMs: number,
): Promise<number | undefined> {
  const row = await db
    .updateTable('deliveries')
    .set({ state: 'publishing', lease_worker: worker, lease_until: inMs(leaseMs) })
    .set({ version: version + 1, note: null })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export async function renewLease(
  db: Kysely<LedgerTables>,
  id: string,
  version: number,
  leaseMs: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ lease_until: inMs(leaseMs) })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'publishing')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function listLeased(
  db: Kysely<LedgerTables>,
): Promise<readonly { id: string; network: string; lease: Lease }[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'network', 'lease_worker'])
    .select(leaseLeftMs.as('left_ms'))
    .where('state', '=', 'publishing')
    .execute();
  return rows.map(row => ({
    id: row.id,
    network: row.network,
    lease: { worker: row.lease_worker ?? '', leftMs: Number(row.left_ms ?? -1) },
  }));
}
