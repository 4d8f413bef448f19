import { type Kysely, sql } from 'kysely';
import type { Lease } from '../domain/ledger.ts';
import { commitLazily } from './commit-lazily.ts';
import { leaseLeftMs } from './read-delivery.ts';
import type { LedgerTables } from './tables.ts';

const inMs = (ms: number) => sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'`;

export interface Claim {
  readonly id: string;
  readonly version: number;
  readonly worker: string;
  readonly leaseMs: number;
}

/**
 * The worker that changes the version is the only one that may go on. Each one's new version. Not waited for until it is
 * on the disk: the intent that follows is, and would be refused if the database had forgotten the claim. What the worker
 * before was calling counts as over from now on: nobody will bring its answer any more.
 */
export async function claimDeliveries(
  db: Kysely<LedgerTables>,
  claims: readonly Claim[],
): Promise<readonly (number | undefined)[]> {
  const { rows } = await sql<{ id: string; version: number }>`with claimed as (
    update deliveries
    set state = 'publishing', version = deliveries.version + 1, note = null, lease_worker = claim.worker,
      lease_until = clock_timestamp() + claim."leaseMs" * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(claims)}) as claim(id text, version integer, worker text, "leaseMs" float8),
      ${commitLazily} as lazily
    where deliveries.id = claim.id and deliveries.version = claim.version
    returning deliveries.id, deliveries.version
  ), abandoned as (
    update calls set answered_at = greatest(called_at, clock_timestamp()) from claimed
    where calls.delivery = claimed.id and answered_at is null
  )
  select id, version from claimed`.execute(db);
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return claims.map(({ id }) => versions.get(id));
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
