import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Receipt, Upload } from '../domain/network.ts';
import { toReceipt } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** By the database's clock: as long after the call as the worker measured, and not when the row happened to be written. */
function answeredAt(tookMs: number | undefined): RawBuilder<Date> {
  if (tookMs === undefined) return sql`coalesce(answered_at, clock_timestamp())`;
  return sql`least(clock_timestamp(), called_at + ${tookMs}::float8 * interval '1 millisecond')`;
}

/** The first receipt of a part stays. Not fenced: what is published is published, whoever says so. */
export async function recordReceipt(
  db: Kysely<LedgerTables>,
  delivery: string,
  index: number,
  receipt: Receipt,
  tookMs?: number,
): Promise<void> {
  const ref = receipt.ref === undefined ? null : JSON.stringify(receipt.ref);
  await db
    .with('answered', with_ =>
      with_
        .updateTable('parts')
        .set({ answered_at: answeredAt(tookMs) })
        .where('delivery', '=', delivery)
        .where('index', '=', index)
        .returning('place'),
    )
    .insertInto('receipts')
    .columns(['delivery', 'index', 'place', 'remote_id', 'url', 'at', 'ref'])
    .expression(select =>
      select
        .selectFrom('answered')
        .select([
          sql<string>`${delivery}::text`.as('delivery'),
          sql<number>`${index}::integer`.as('index'),
          'answered.place',
          sql<string>`${receipt.id}::text`.as('remote_id'),
          sql<string | null>`${receipt.url ?? null}::text`.as('url'),
          sql<Date>`${receipt.at}::timestamptz`.as('at'),
          sql<string | null>`${ref}::jsonb`.as('ref'),
        ]),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

/** It is certain that nothing was published. The key stays. */
export async function clearIntent(
  db: Kysely<LedgerTables>,
  delivery: string,
  index: number,
  tookMs?: number,
): Promise<void> {
  await db
    .updateTable('parts')
    .set({ intent_at: null, answered_at: answeredAt(tookMs) })
    .where('delivery', '=', delivery)
    .where('index', '=', index)
    .execute();
}

export async function recordNoAnswer(
  db: Kysely<LedgerTables>,
  delivery: string,
  index: number,
  tookMs?: number,
): Promise<void> {
  await db
    .updateTable('parts')
    .set({ answered_at: answeredAt(tookMs) })
    .where('delivery', '=', delivery)
    .where('index', '=', index)
    .execute();
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

export async function readLastReceipt(db: Kysely<LedgerTables>, place: string): Promise<Receipt | undefined> {
  const row = await db
    .selectFrom('receipts')
    .selectAll()
    .where('place', '=', place)
    .orderBy('at', 'desc')
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toReceipt(row);
}
