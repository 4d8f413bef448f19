import { type Kysely, sql, type Transaction } from 'kysely';
import type { PlannedDelivery } from '../domain/ledger.ts';
import type { Post } from '../domain/post.ts';
import { partRows } from './plan-deliveries.ts';
import type { LedgerTables } from './tables.ts';

/**
 * All places and languages of an occurrence at once or none, so that no two say different numbers. A worker that read a
 * delivery before has an old version of it and is refused.
 */
export async function refreezePost(
  db: Kysely<LedgerTables>,
  occurrence: string,
  posts: readonly Post[],
  planned: readonly PlannedDelivery[],
): Promise<boolean> {
  const [post] = posts;
  if (post === undefined) return false;
  return db.transaction().execute(async transaction => {
    if (!(await mayChange(transaction, post.id, occurrence, planned))) return false;
    for (const { id, language, ...content } of posts) {
      await transaction
        .updateTable('posts')
        .set({ content: JSON.stringify({ id, language, ...content }), frozen_at: sql<Date>`now()` })
        .where('occurrence', '=', occurrence)
        .where('post', '=', id)
        .where('language', '=', language)
        .execute();
    }
    for (const delivery of planned) await putDraft(transaction, delivery);
    return true;
  });
}

/** Locks the deliveries of the occurrence until the transaction ends. What was called off needs no draft. */
async function mayChange(
  transaction: Transaction<LedgerTables>,
  post: string,
  occurrence: string,
  planned: readonly PlannedDelivery[],
): Promise<boolean> {
  const rows = await transaction
    .selectFrom('deliveries')
    .select(['id', 'state', 'begun_at'])
    .where('post', '=', post)
    .where('occurrence', '=', occurrence)
    .orderBy('id')
    .forUpdate()
    .execute();
  const waiting = rows.filter(({ state }) => state !== 'cancelled');
  const ids = new Set(planned.map(({ delivery }) => delivery.id));
  return waiting.every(
    ({ id, state, begun_at }) =>
      begun_at === null && ['planned', 'scheduled', 'held', 'missed'].includes(state) && ids.has(id),
  );
}

async function putDraft(transaction: Transaction<LedgerTables>, planned: PlannedDelivery): Promise<void> {
  const { id, freshUntil } = planned.delivery;
  const { numUpdatedRows } = await transaction
    .updateTable('deliveries')
    .set({ fresh_until: freshUntil ?? null, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await transaction.deleteFrom('parts').where('delivery', '=', id).execute();
  await transaction.insertInto('parts').values(partRows(planned)).execute();
}

export async function waiveStale(
  db: Kysely<LedgerTables>,
  post: string,
  occurrence: string,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ fresh_until: null })
    .where('post', '=', post)
    .where('occurrence', '=', occurrence)
    .where('fresh_until', 'is not', null)
    .where('state', 'in', ['planned', 'scheduled', 'held'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
