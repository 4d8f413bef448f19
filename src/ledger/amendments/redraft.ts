import { type Kysely, sql } from 'kysely';
import type { Draft } from '../../domain/draft.ts';
import type { Post } from '../../domain/post.ts';
import type { LedgerTables } from '../tables.ts';

export async function refreeze(
  db: Kysely<LedgerTables>,
  occurrence: string,
  posts: readonly Post[],
): Promise<void> {
  for (const post of posts) {
    await db
      .updateTable('posts')
      .set({ content: JSON.stringify(post), frozen_at: sql<Date>`now()` })
      .where('occurrence', '=', occurrence)
      .where('post', '=', post.id)
      .where('language', '=', post.language)
      .execute();
  }
}

/** A worker that read the delivery before has an old version of it and is refused. */
export async function redraft(db: Kysely<LedgerTables>, delivery: string, draft: Draft): Promise<boolean> {
  return db.transaction().execute(async transaction => {
    const row = await transaction
      .updateTable('deliveries')
      .set({ version: sql<number>`version + 1` })
      .where('id', '=', delivery)
      .where('begun_at', 'is', null)
      .where('state', 'in', ['planned', 'scheduled', 'held', 'missed'])
      .returning(['network', 'place'])
      .executeTakeFirst();
    if (row === undefined) return false;
    await transaction.deleteFrom('parts').where('delivery', '=', delivery).execute();
    const parts = draft.parts.map((part, index) => ({
      delivery,
      index,
      content: JSON.stringify(part),
      ...row,
    }));
    await transaction.insertInto('parts').values(parts).execute();
    return true;
  });
}
