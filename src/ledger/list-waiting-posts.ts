import { type Kysely, sql } from 'kysely';
import type { WaitingPost } from '../domain/ledger.ts';
import type { LedgerTables } from './tables.ts';

/** By occurrence, since a post may wait in thousands of places. */
export async function listWaitingPosts(db: Kysely<LedgerTables>): Promise<readonly WaitingPost[]> {
  return db
    .selectFrom('posts')
    .select(['post', 'occurrence'])
    .distinct()
    .where(sql<boolean>`jsonb_array_length(content->'figures') > 0`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries')
          .select('deliveries.id')
          .whereRef('deliveries.post', '=', 'posts.post')
          .whereRef('deliveries.occurrence', '=', 'posts.occurrence')
          .where('state', 'in', ['planned', 'scheduled', 'held']),
      ),
    )
    .orderBy('occurrence')
    .orderBy('post')
    .execute();
}
