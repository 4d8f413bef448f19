import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Readings and decisions are only added: what a figure was, who said so and who took it back stays to be seen. */
const statements = [
  `create table figure_readings (
    number integer primary key generated always as identity,
    campaign text not null,
    figure text not null,
    value jsonb not null,
    as_of text not null,
    source jsonb not null,
    by text not null,
    at timestamptz not null,
    state text not null,
    why text,
    told_at timestamptz
  )`,
  'create index figure_readings_of_figure on figure_readings (campaign, figure, number)',
  `create table figure_decisions (
    number integer primary key generated always as identity,
    reading integer not null references figure_readings (number),
    state text not null,
    by text not null,
    at timestamptz not null
  )`,
  'create index figure_decisions_of_reading on figure_decisions (reading, number)',
  `create table figure_sources (
    campaign text not null,
    figure text not null,
    url text not null,
    checked_at timestamptz not null,
    etag text,
    last_modified text,
    fault text,
    told_at timestamptz,
    primary key (campaign, figure, url)
  )`,
  'alter table deliveries add column fresh_until timestamptz',
];

export const figures: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
