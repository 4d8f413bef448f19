import { type Kysely, sql, type Transaction } from 'kysely';
import type { PlannedAmendment } from '../../domain/amendment.ts';
import { endIncidents } from '../incidents/end-incidents.ts';
import type { AmendmentTables } from './tables.ts';

/** Returns its number. What is unfinished of the delivery ends: the new one was planned with what it had done. */
export async function beginAmendment(
  db: Kysely<AmendmentTables>,
  amendment: PlannedAmendment,
): Promise<number> {
  return db.transaction().execute(transaction => writeAmendment(transaction, amendment));
}

/** `correction`: the hash of the correction without whose approval nothing of it begins. */
export async function writeAmendment(
  transaction: Transaction<AmendmentTables>,
  { delivery, kind, admin, at, thread, steps }: PlannedAmendment,
  correction: string | null = null,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('amend ' || ${delivery}))`.execute(transaction);
  const last = await transaction
    .selectFrom('amendments')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('delivery', '=', delivery)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await transaction.updateTable('amendments').set({ ended: true }).where('delivery', '=', delivery).execute();
  await endIncidents(transaction, 'amendment', [delivery]);
  await transaction
    .insertInto('amendments')
    .values({ delivery, number, kind, admin, at, thread: JSON.stringify(thread), correction })
    .execute();
  const rows = steps.map(({ does, part, target }, index) => ({
    delivery,
    number,
    index,
    does,
    part: JSON.stringify(part),
    target: target === undefined ? null : JSON.stringify(target),
  }));
  if (rows.length > 0) await transaction.insertInto('amendment_steps').values(rows).execute();
  return number;
}
