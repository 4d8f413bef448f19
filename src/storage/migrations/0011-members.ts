import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ids and roles, no names. Of an invitation's link only a hash; of an update only its number. */
const statements = [
  `create table members (
    id text primary key,
    role text not null,
    since timestamptz not null,
    invited_by text not null
  )`,
  `create table invitations (
    token_hash text primary key,
    role text not null,
    invited_by text not null,
    until timestamptz not null
  )`,
  `create table taken_updates (
    number bigint primary key generated always as identity,
    bot text not null,
    update_id bigint not null,
    at timestamptz not null,
    unique (bot, update_id)
  )`,
];

export const members: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
