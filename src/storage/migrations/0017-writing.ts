import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A written post has no column for who wrote it. */
const statements = [
  `create table manuscripts (
    member text primary key,
    content jsonb not null,
    changed_at timestamptz not null
  )`,
  `create table written_posts (
    campaign text not null,
    name text not null,
    definition jsonb not null,
    primary key (campaign, name)
  )`,
  `create table shelved_files (
    id text primary key,
    type text not null,
    bytes bytea not null
  )`,
  // Pictures and videos are compressed already.
  'alter table shelved_files alter column bytes set storage external',
];

export const writing: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
