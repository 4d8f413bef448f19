import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When the last call for a part was over without an answer, by the bot's clock: what it brought may arrive a moment later. */
export const unanswered: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table parts add column unanswered_at timestamptz`.execute(db);
  },
};
