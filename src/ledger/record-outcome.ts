import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Receipt, Upload } from '../domain/network.ts';
import { toReceipt } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** A part of a delivery, and when the call for it was over, by the database's clock. Undefined: now. */
export interface EndedCall {
  readonly delivery: string;
  readonly index: number;
  readonly endedMs?: number | undefined;
}

export interface NewReceipt extends EndedCall {
  readonly receipt: Receipt;
}

const CALLS = sql`(delivery text, index integer, "endedMs" float8)`;

/** The call is over since the moment that was measured, and not since the row happened to be written. */
const ENDED_AT = sql`greatest(calls.called_at,
  least(clock_timestamp(), to_timestamp(coalesce("endedMs", 'infinity'::float8) / 1000)))`;

/** The first receipt of a part stays. Not fenced: what is published is published, whoever says so. */
export async function recordReceipts(
  db: Kysely<LedgerTables>,
  receipts: readonly NewReceipt[],
): Promise<readonly undefined[]> {
  const items = JSON.stringify(receipts.map(({ receipt, ...call }) => ({ ...call, ...receipt })));
  await sql`with told as (
      select * from jsonb_to_recordset(${items}) as item(delivery text, index integer, "endedMs" float8, id text,
        url text, at timestamptz, ref jsonb)
    ), ended as (
      update calls set answered_at = ${ENDED_AT} from told
      where calls.delivery = told.delivery and calls.index = told.index and answered_at is null
    )
    insert into receipts (delivery, index, place, remote_id, url, at, ref)
      select told.delivery, told.index, parts.place, told.id, told.url, told.at, told.ref
      from told join parts on parts.delivery = told.delivery and parts.index = told.index
      on conflict do nothing`.execute(db);
  return receipts.map(() => undefined);
}

/** It is certain that nothing was published. The key stays. */
export async function clearIntent(db: Kysely<LedgerTables>, call: EndedCall): Promise<void> {
  const { delivery, index } = call;
  await sql`with ended as (${endCall(call)})
    update parts set intent_at = null, unanswered_at = null where delivery = ${delivery} and index = ${index}`.execute(
    db,
  );
}

export async function recordNoAnswer(
  db: Kysely<LedgerTables>,
  call: EndedCall,
  at: Date | undefined,
): Promise<void> {
  const { delivery, index } = call;
  await sql`with ended as (${endCall(call)})
    update parts set unanswered_at = coalesce(${at ?? null}, unanswered_at)
    where delivery = ${delivery} and index = ${index}`.execute(db);
}

function endCall(call: EndedCall): RawBuilder<unknown> {
  return sql`update calls set answered_at = ${ENDED_AT} from jsonb_to_record(${JSON.stringify(call)}) as told${CALLS}
    where calls.delivery = told.delivery and calls.index = told.index and answered_at is null`;
}

/** A file that is uploaded twice keeps its newest name. */
export async function recordUpload(
  db: Kysely<LedgerTables>,
  delivery: string,
  index: number,
  upload: Upload,
): Promise<void> {
  const others = sql`(select coalesce(jsonb_agg(other), '[]') from jsonb_array_elements(uploads) other
    where other->>'mediaId' <> ${upload.mediaId})`;
  await db
    .updateTable('parts')
    .set({ uploads: sql<string>`${others} || ${JSON.stringify([upload])}::jsonb` })
    .where('delivery', '=', delivery)
    .where('index', '=', index)
    .execute();
}

export async function readLastReceipt(
  db: Kysely<LedgerTables>,
  place: string,
  before: Date,
): Promise<Receipt | undefined> {
  const row = await db
    .selectFrom('receipts')
    .selectAll()
    .where('place', '=', place)
    // One that an admin vouched for has no id.
    .where('remote_id', '<>', '')
    .where('at', '<', before)
    .orderBy('at', 'desc')
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toReceipt(row);
}
