import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What goes wrong at the moment and ended no delivery: the admins hear of it once. */
export const incidents: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table incidents (
      kind text not null,
      subject text not null,
      why text not null,
      since timestamptz not null default clock_timestamp(),
      told_at timestamptz,
      over boolean not null default false,
      primary key (kind, subject)
    )`.execute(db);
  },
};
