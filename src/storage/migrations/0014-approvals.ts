import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a member approves: when a delivery is due, and everything that it says. */
const draftMark = `
  create function draft_mark(of_delivery text) returns text language sql stable as $$
    select encode(sha256(convert_to(extract(epoch from due_at)::text || E'\\n' || coalesce(
        (select string_agg(content::text, E'\\n' order by index) from parts where delivery = of_delivery), ''), 'UTF8')), 'hex')
    from deliveries where id = of_delivery
  $$`;

/** Answers to what is asked now; who wrote it does not count. */
const approvalsGiven = `
  create function approvals_given(of_post text, of_occurrence text) returns integer language sql stable as $$
    select count(*)::integer
    from approval_requests requests join approval_answers answers using (post, occurrence, hash)
    where post = of_post and occurrence = of_occurrence and answer = 'approved' and void_at is null
      and not exists (
        select from approval_answers rejections
        where rejections.post = of_post and rejections.occurrence = of_occurrence
          and rejections.hash = requests.hash and rejections.answer = 'rejected' and rejections.void_at is null)
      and not exists (
        select from post_writers writers
        where writers.post = of_post and writers.occurrence = of_occurrence and writers.admin = answers.admin)
  $$`;

/** The mark is made anew: what changed by whatever way was not approved. What has begun is not stopped halfway. */
const lacksApproval = `
  create function lacks_approval(of_delivery text) returns boolean language plpgsql stable as $$
  declare
    ours record;
  begin
    select post, occurrence, approvals_needed, asked_mark into ours from deliveries where id = of_delivery;
    if not found or ours.approvals_needed = 0 then return false; end if;
    if exists (select from parts where delivery = of_delivery and intent_at is not null) then return false; end if;
    return ours.asked_mark is distinct from draft_mark(of_delivery)
      or approvals_given(ours.post, ours.occurrence) < ours.approvals_needed;
  end $$`;

/** The last gate: whatever the house believes, no intent is written for what lacks approvals. */
const gate = `
  create function refuse_unapproved() returns trigger language plpgsql as $$
  begin
    if lacks_approval(new.delivery) then
      raise exception 'approvals are missing' using errcode = 'AP001';
    end if;
    return new;
  end $$`;

const statements = [
  `alter table deliveries
    add column approvals_needed smallint not null default 0,
    add column approvals_given smallint not null default 0,
    add column asked_mark text,
    add column asked_version integer`,
  'create index deliveries_to_approve on deliveries (state) where approvals_needed > 0',
  `create table approval_requests (
    post text not null,
    occurrence text not null,
    hash text not null,
    asked_at timestamptz not null,
    told_at timestamptz,
    settled_told_at timestamptz,
    primary key (post, occurrence)
  )`,
  `create table approval_answers (
    post text not null,
    occurrence text not null,
    hash text not null,
    admin text not null,
    answer text not null,
    reason text,
    at timestamptz not null,
    void_at timestamptz,
    primary key (post, occurrence, hash, admin)
  )`,
  `create table post_writers (
    post text not null,
    occurrence text not null,
    admin text not null,
    primary key (post, occurrence, admin)
  )`,
  draftMark,
  approvalsGiven,
  lacksApproval,
  gate,
  `create trigger parts_need_approval before update of intent_at on parts
   for each row when (old.intent_at is null and new.intent_at is not null) execute function refuse_unapproved()`,
];

export const approvals: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
