import { type Kysely, sql } from 'kysely';
import type { Amendment, AmendmentBook } from '../../domain/amendment.ts';
import type { LedgerTables } from '../tables.ts';
import { beginAmendment } from './begin-amendment.ts';
import { listAmendments } from './list-amendments.ts';
import { redraft, refreeze } from './redraft.ts';
import type { AmendmentTables } from './tables.ts';

export function createAmendmentBook(db: Kysely<AmendmentTables & LedgerTables>): AmendmentBook {
  const step = ({ delivery, number }: Amendment, index: number) =>
    db
      .updateTable('amendment_steps')
      .where('delivery', '=', delivery)
      .where('number', '=', number)
      .where('index', '=', index);
  return {
    list: delivery => listAmendments(db, delivery),
    async begin(amendment) {
      const number = await beginAmendment(db, amendment);
      const begun = (await listAmendments(db, amendment.delivery)).find(known => known.number === number);
      if (begun === undefined) throw new Error('an amendment was not written');
      return begun;
    },
    async claim({ delivery, number }, worker, leaseMs, instead) {
      const { numUpdatedRows } = await db
        .updateTable('amendments')
        .set({ worker, lease_until: inMs(leaseMs) })
        .where('delivery', '=', delivery)
        .where('number', '=', number)
        .where('ended', '=', false)
        .where(({ or, eb }) =>
          or([
            eb('worker', 'is', null),
            eb('worker', 'in', [worker, instead ?? worker]),
            eb('lease_until', '<', sql<Date>`clock_timestamp()`),
          ]),
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    recordIntent: (amendment, index, intent) =>
      db.transaction().execute(async transaction => {
        const { numUpdatedRows } = await transaction
          .updateTable('amendments')
          .set({ lease_until: inMs(intent.leaseMs) })
          .where('delivery', '=', amendment.delivery)
          .where('number', '=', amendment.number)
          .where('worker', '=', intent.worker)
          .where('ended', '=', false)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await transaction
          .updateTable('amendment_steps')
          .set({
            key: sql<string>`coalesce(key, ${intent.key})`,
            intent_at: sql<Date>`coalesce(intent_at, ${intent.at}::timestamptz)`,
            fault: null,
          })
          .where('delivery', '=', amendment.delivery)
          .where('number', '=', amendment.number)
          .where('index', '=', index)
          .execute();
        return true;
      }),
    async recordUpload(amendment, index, upload) {
      await step(amendment, index)
        .set({ uploads: sql<string>`uploads || ${JSON.stringify([upload])}::jsonb` })
        .execute();
    },
    async recordDone(amendment, index, receipt) {
      const answer = receipt === undefined ? null : JSON.stringify(receipt);
      await step(amendment, index)
        .set({ done_at: sql<Date>`clock_timestamp()`, fault: null, receipt: answer })
        .execute();
    },
    async recordFault(amendment, index, fault, open) {
      await step(amendment, index)
        .set({ fault, ...(open ? {} : { intent_at: null }) })
        .execute();
    },
    refreeze: (occurrence, posts) => refreeze(db, occurrence, posts),
    redraft: (delivery, draft) => redraft(db, delivery, draft),
    async release({ delivery, number }) {
      await db
        .updateTable('amendments')
        .set({
          worker: null,
          lease_until: null,
          ended: sql<boolean>`ended or not exists (select from amendment_steps steps where steps.delivery = amendments.delivery
            and steps.number = amendments.number and steps.done_at is null)`,
        })
        .where('delivery', '=', delivery)
        .where('number', '=', number)
        .execute();
    },
  };
}

/** By the database's clock, which all workers share. */
function inMs(ms: number) {
  return sql<Date>`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`;
}
