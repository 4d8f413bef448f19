import type { Kysely } from 'kysely';
import type { Post } from '../domain/post.ts';
import type { LedgerTables } from './tables.ts';

/** The first text of an occurrence stays: every network and every retry says the same number. */
export async function freezePost(db: Kysely<LedgerTables>, occurrence: string, post: Post): Promise<void> {
  await db
    .insertInto('posts')
    .values({ occurrence, post: post.id, language: post.language, content: JSON.stringify(post) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

export async function readFrozenPost(
  db: Kysely<LedgerTables>,
  occurrence: string,
  post: string,
  language: string,
): Promise<Post | undefined> {
  const row = await db
    .selectFrom('posts')
    .select('content')
    .where('occurrence', '=', occurrence)
    .where('post', '=', post)
    .where('language', '=', language)
    .executeTakeFirst();
  return row?.content;
}
