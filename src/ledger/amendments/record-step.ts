import { type Kysely, sql } from 'kysely';
import type { Amendment } from '../../domain/amendment.ts';
import type { Receipt, Upload } from '../../domain/network.ts';
import type { AmendmentTables } from './tables.ts';

const stepOf = (db: Kysely<AmendmentTables>, { delivery, number }: Amendment, index: number) =>
  db
    .updateTable('amendment_steps')
    .where('delivery', '=', delivery)
    .where('number', '=', number)
    .where('index', '=', index);

export async function recordStepUpload(
  db: Kysely<AmendmentTables>,
  amendment: Amendment,
  index: number,
  upload: Upload,
): Promise<void> {
  const uploads = sql<string>`uploads || ${JSON.stringify([upload])}::jsonb`;
  await stepOf(db, amendment, index).set({ uploads }).execute();
}

export async function recordStepDone(
  db: Kysely<AmendmentTables>,
  amendment: Amendment,
  index: number,
  receipt: Receipt | undefined,
): Promise<void> {
  await stepOf(db, amendment, index)
    .set({
      done_at: sql<Date>`clock_timestamp()`,
      fault: null,
      receipt: receipt === undefined ? null : JSON.stringify(receipt),
    })
    .execute();
}

export async function recordStepFault(
  db: Kysely<AmendmentTables>,
  amendment: Amendment,
  index: number,
  fault: string,
  open: boolean,
): Promise<void> {
  await stepOf(db, amendment, index)
    .set({ fault, ...(open ? {} : { intent_at: null }) })
    .execute();
}

/** Lets go of the lease; with every step made, the amendment has ended. */
export async function releaseAmendment(
  db: Kysely<AmendmentTables>,
  { delivery, number }: Amendment,
): Promise<void> {
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
}
