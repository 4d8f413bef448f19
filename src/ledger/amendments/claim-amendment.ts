import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Amendment, StepIntent } from '../../domain/amendment.ts';
import type { AmendmentTables } from './tables.ts';

/** The lease is free, ours, that of a worker that is gone, or over. */
export async function claimAmendment(
  db: Kysely<AmendmentTables>,
  { delivery, number }: Amendment,
  worker: string,
  leaseMs: number,
  instead = worker,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('amendments')
    .set({ worker, lease_until: inMs(leaseMs) })
    .where('delivery', '=', delivery)
    .where('number', '=', number)
    .where('ended', '=', false)
    .where(({ or, eb }) =>
      or([
        eb('worker', 'is', null),
        eb('worker', 'in', [worker, instead]),
        eb('lease_until', '<', sql<Date>`clock_timestamp()`),
      ]),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Only with the lease, which it renews. The first key and time of a step stay. */
export async function recordStepIntent(
  db: Kysely<AmendmentTables>,
  { delivery, number }: Amendment,
  index: number,
  { worker, leaseMs, key, at }: StepIntent,
): Promise<boolean> {
  return db.transaction().execute(async transaction => {
    const { numUpdatedRows } = await transaction
      .updateTable('amendments')
      .set({ lease_until: inMs(leaseMs) })
      .where('delivery', '=', delivery)
      .where('number', '=', number)
      .where('worker', '=', worker)
      .where('ended', '=', false)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await transaction
      .updateTable('amendment_steps')
      .set({
        key: sql<string>`coalesce(key, ${key})`,
        intent_at: sql<Date>`coalesce(intent_at, ${at}::timestamptz)`,
        fault: null,
      })
      .where('delivery', '=', delivery)
      .where('number', '=', number)
      .where('index', '=', index)
      .execute();
    return true;
  });
}

/** By the database's clock, which all workers share. */
function inMs(ms: number): RawBuilder<Date> {
  return sql<Date>`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`;
}
