import { type Kysely, sql, type Transaction } from 'kysely';
import type { ApprovalTables } from './tables.ts';
import { waitsForMembers } from './waiting.ts';

/** Asks about what waits of an occurrence as it is now. Where that is what was asked before, nothing changes. */
export async function askMembers(
  db: Kysely<ApprovalTables>,
  post: string,
  occurrence: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async transaction => {
    const hash = await markDrafts(transaction, post, occurrence);
    if (hash === undefined) return;
    const before = await transaction
      .selectFrom('approval_requests')
      .select('hash')
      .where('post', '=', post)
      .where('occurrence', '=', occurrence)
      .forUpdate()
      .executeTakeFirst();
    if (before?.hash === hash) return;
    const asked = { hash, asked_at: at, told_at: null, settled_told_at: null };
    await transaction
      .insertInto('approval_requests')
      .values({ post, occurrence, ...asked })
      .onConflict(conflict => conflict.columns(['post', 'occurrence']).doUpdateSet(asked))
      .execute();
    await transaction
      .updateTable('approval_answers')
      .set({ void_at: at })
      .where('post', '=', post)
      .where('occurrence', '=', occurrence)
      // Those to a correction of what is out of it stay.
      .where('hash', '=', before?.hash ?? hash)
      .where('void_at', 'is', null)
      .execute();
    await countAgain(transaction, post, occurrence);
  });
}

/** The hash over the waiting deliveries, each marked with what it says now; they are locked until the transaction ends. */
async function markDrafts(
  transaction: Transaction<ApprovalTables>,
  post: string,
  occurrence: string,
): Promise<string | undefined> {
  await sql`select id from deliveries where post = ${post} and occurrence = ${occurrence}
    order by id for update`.execute(transaction);
  const { rows } = await sql<{ hash: string | null }>`
    with marked as (
      update deliveries set asked_mark = draft_mark(id), asked_version = version
      where post = ${post} and occurrence = ${occurrence} and ${waitsForMembers}
      returning id, asked_mark
    )
    select encode(sha256(convert_to(string_agg(id || ' ' || asked_mark, E'\n' order by id), 'UTF8')), 'hex') as hash
    from marked`.execute(transaction);
  return rows[0]?.hash ?? undefined;
}

/** What people see beside a delivery; the gate counts by itself. */
export async function countAgain(
  db: Kysely<ApprovalTables>,
  post: string,
  occurrence: string,
): Promise<void> {
  await sql`update deliveries set approvals_given = approvals_given(${post}, ${occurrence})
    where post = ${post} and occurrence = ${occurrence} and ${waitsForMembers}`.execute(db);
}

/** Asks about every occurrence of which something changed since it was asked about. */
export async function askAnew(db: Kysely<ApprovalTables>, at: Date): Promise<void> {
  await sql`update deliveries set asked_version = version
    where approvals_needed > 0 and state in ('planned', 'scheduled', 'held')
      and asked_version is distinct from version
      and (asked_mark = draft_mark(id)
        or exists (select from parts where delivery = deliveries.id and intent_at is not null))`.execute(db);
  const changed = await db
    .selectFrom('deliveries')
    .select(['post', 'occurrence'])
    .distinct()
    .where(waitsForMembers)
    .where(sql<boolean>`asked_version is distinct from version`)
    .execute();
  for (const { post, occurrence } of changed) await askMembers(db, post, occurrence, at);
}
