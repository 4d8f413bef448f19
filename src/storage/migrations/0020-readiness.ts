import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The looks that were taken a week and a day before an occasion, and whether the admins have heard of them. */
export const readiness: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table readiness (
      occasion text not null,
      occurrence text not null,
      look text not null,
      found jsonb not null,
      taken_at timestamptz not null default clock_timestamp(),
      told_at timestamptz,
      primary key (occasion, occurrence, look)
    )`.execute(db);
  },
};
