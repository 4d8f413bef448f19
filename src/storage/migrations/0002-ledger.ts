import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  `create table posts (
    occurrence text not null,
    post text not null,
    language text not null,
    content jsonb not null,
    frozen_at timestamptz not null default now(),
    primary key (occurrence, post, language)
  )`,
  `create table deliveries (
    id text primary key,
    campaign text not null,
    post text not null,
    occurrence text not null,
    network text not null,
    place text not null,
    language text not null,
    state text not null,
    due_at timestamptz not null,
    late_by_ms bigint not null,
    give_up_after_ms bigint not null,
    ring_at timestamptz not null,
    late_at timestamptz not null,
    give_up_at timestamptz not null,
    attempts integer not null default 0,
    failures integer not null default 0,
    note text,
    held_by text,
    begun_at timestamptz,
    published_at timestamptz,
    version integer not null default 1,
    lease_worker text,
    lease_until timestamptz,
    waived boolean not null default false,
    untold boolean not null default false,
    told_at timestamptz
  )`,
  'create index deliveries_waiting on deliveries (state, ring_at)',
  'create index deliveries_due on deliveries (due_at, id)',
  'create index deliveries_of_post on deliveries (post, occurrence)',
  'create index deliveries_begun on deliveries (campaign, begun_at)',
  'create index deliveries_untold on deliveries (id) where untold',
  `create table parts (
    delivery text not null references deliveries (id) on delete cascade,
    index integer not null,
    content jsonb not null,
    uploads jsonb not null default '[]',
    key text,
    intent_at timestamptz,
    network text not null,
    place text not null,
    called_at timestamptz,
    answered_at timestamptz,
    primary key (delivery, index)
  )`,
  'create index parts_called_in_network on parts (network, called_at) where called_at is not null',
  'create index parts_called_in_place on parts (place, called_at) where called_at is not null',
  `create table receipts (
    delivery text not null,
    index integer not null,
    place text not null,
    remote_id text not null,
    url text,
    at timestamptz not null,
    ref jsonb,
    primary key (delivery, index),
    foreign key (delivery, index) references parts (delivery, index) on delete cascade
  )`,
  'create index receipts_of_place on receipts (place, at desc)',
  `create table holds (
    scope text not null,
    kind text not null,
    why text not null,
    by_admin text not null,
    since timestamptz not null,
    told_at timestamptz,
    primary key (scope, kind)
  )`,
  `create table circuits (
    place text primary key,
    failures integer not null,
    open_until timestamptz
  )`,
  `create table audit (
    sequence bigint primary key,
    at timestamptz not null,
    admin text not null,
    action text not null,
    subject text not null,
    detail text,
    previous text not null,
    hash text not null
  )`,
  `create function refuse_change() returns trigger language plpgsql as $$
   begin raise exception 'the audit is append-only'; end $$`,
  `create trigger audit_append_only before update or delete on audit
   for each row execute function refuse_change()`,
];

export const ledger: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
