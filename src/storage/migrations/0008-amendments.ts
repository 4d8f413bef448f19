import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Corrections and withdrawals of what is out: planned whole, then made step by step. */
const statements = [
  `create table amendments (
    delivery text not null references deliveries (id) on delete cascade,
    number integer not null,
    kind text not null,
    admin text not null,
    at timestamptz not null,
    thread jsonb not null,
    ended boolean not null default false,
    worker text,
    lease_until timestamptz,
    primary key (delivery, number)
  )`,
  `create table amendment_steps (
    delivery text not null,
    number integer not null,
    index integer not null,
    does text not null,
    part jsonb not null,
    target jsonb,
    uploads jsonb not null default '[]',
    key text,
    intent_at timestamptz,
    receipt jsonb,
    done_at timestamptz,
    fault text,
    primary key (delivery, number, index),
    foreign key (delivery, number) references amendments (delivery, number) on delete cascade
  )`,
];

export const amendments: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
