import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Approvals of a correction that count: not those of who asked for it, and none where somebody turned it down. */
const correctionGiven = `
  create function correction_given(of_hash text) returns integer language sql stable as $$
    select count(*)::integer
    from corrections join approval_answers answers using (post, occurrence, hash)
    where hash = of_hash and answers.answer = 'approved' and answers.void_at is null
      and answers.admin <> corrections.admin
      and not exists (
        select from approval_answers rejections
        where rejections.post = corrections.post and rejections.occurrence = corrections.occurrence
          and rejections.hash = of_hash and rejections.answer = 'rejected' and rejections.void_at is null)
  $$`;

const correctionApproved = `
  create function correction_approved(of_hash text) returns boolean language sql stable as $$
    select exists (
      select from corrections where hash = of_hash and ended_at is null and correction_given(hash) >= needed)
  $$`;

/** The last gate: whatever the house believes, no step of a correction that lacks approvals begins. */
const gate = `
  create function refuse_unapproved_step() returns trigger language plpgsql as $$
  declare
    asked text;
  begin
    select correction into asked from amendments where delivery = new.delivery and number = new.number;
    if asked is not null and not correction_approved(asked) then
      raise exception 'approvals are missing' using errcode = 'AP001';
    end if;
    return new;
  end $$`;

const statements = [
  `create table corrections (
    post text not null,
    occurrence text not null,
    hash text not null unique,
    content text not null,
    admin text not null,
    needed smallint not null,
    posts jsonb not null,
    asked_at timestamptz not null,
    late_at timestamptz not null,
    told_at timestamptz,
    settled_told_at timestamptz,
    ended_at timestamptz,
    primary key (post, occurrence)
  )`,
  'alter table amendments add column correction text',
  'create index amendments_of_correction on amendments (correction) where correction is not null',
  correctionGiven,
  correctionApproved,
  gate,
  `create trigger steps_need_approval before update of intent_at on amendment_steps
   for each row when (old.intent_at is null and new.intent_at is not null) execute function refuse_unapproved_step()`,
];

/** What is out and shall say something else, as members have to approve it. */
export const corrections: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
