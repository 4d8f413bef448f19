import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** No foreign key: a line is written before the delivery that it is about. */
export const calendar: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table calendar (
      delivery text primary key,
      due_at timestamptz not null,
      withdrawn boolean not null default false
    )`.execute(db);
    await sql`create index calendar_due on calendar (due_at)`.execute(db);
  },
};
