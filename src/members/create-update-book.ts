import { type Kysely, sql } from 'kysely';
import type { UpdateBook } from '../domain/member.ts';
import type { MemberTables } from './tables.ts';

/** So many are remembered, and nothing that lies further back is taken any more. */
const REMEMBERED = 1_000;
/** After a week without updates Telegram may begin with any number. */
const QUIET_DAYS = 6;

/**
 * Notes an update before anything is done for it: a crash in between loses a command rather than running it twice, and who
 * wrote it sees that no answer came. Only what members send is noted.
 */
export function createUpdateBook(db: Kysely<MemberTables>, bot: string): UpdateBook {
  return {
    async claim(update, now) {
      const newest = await db
        .selectFrom('taken_updates')
        .select(['number', 'update_id', 'at'])
        .where('bot', '=', bot)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (newest !== undefined && isBehind(update, newest, now)) return false;
      const row = await db
        .insertInto('taken_updates')
        .values({ bot, update_id: update, at: now })
        .onConflict(conflict => conflict.columns(['bot', 'update_id']).doNothing())
        .returning('number')
        .executeTakeFirst();
      if (row === undefined) return false;
      await db
        .deleteFrom('taken_updates')
        .where('bot', '=', bot)
        .where('number', '<=', sql<string>`${row.number}::bigint - ${REMEMBERED}`)
        .execute();
      return true;
    },
  };
}

function isBehind(
  update: number,
  newest: { readonly update_id: string; readonly at: Date },
  now: Date,
): boolean {
  const quietMs = now.getTime() - newest.at.getTime();
  return update <= Number(newest.update_id) - REMEMBERED && quietMs < QUIET_DAYS * 86_400_000;
}
