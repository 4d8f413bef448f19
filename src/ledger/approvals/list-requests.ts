import { type Kysely, type RawBuilder, sql } from 'kysely';
import type {
  ApprovalAnswer,
  ApprovalNews,
  ApprovalNotice,
  ApprovalRequest,
  FrozenDraft,
} from '../../domain/approval.ts';
import type { Part } from '../../domain/draft.ts';
import type { ApprovalTables } from './tables.ts';
import { waitsForMembers } from './waiting.ts';

const HOUR_MS = 3_600_000;

/** So long before its time members are reminded of what lacks approvals. */
const REMIND_BEFORE_MS = [24 * HOUR_MS, HOUR_MS];

/** Times come out of JSON as text. */
export interface AnswerRow {
  readonly admin: string;
  readonly answer: ApprovalAnswer['answer'];
  readonly reason: string | null;
  readonly at: string;
}

interface RequestRow {
  readonly post: string;
  readonly occurrence: string;
  readonly hash: string;
  readonly told_at: Date | null;
  readonly settled_told_at: Date | null;
  readonly needed: number | null;
  readonly due_at: Date | null;
  readonly late_at: Date | null;
  readonly writers: readonly string[];
  readonly answers: readonly AnswerRow[];
}

/** With the times of what waits of it, or else of all of it. */
function selectRequests(where: RawBuilder<unknown>) {
  return sql<RequestRow>`
    select requests.*, coalesce(waiting.needed, every.needed, 0) as needed, waiting.due_at, waiting.late_at,
      array(select admin from post_writers where post = requests.post and occurrence = requests.occurrence order by admin)
        as writers,
      coalesce((select jsonb_agg(jsonb_build_object('admin', admin, 'answer', answer, 'reason', reason, 'at', at) order by at)
        from approval_answers where post = requests.post and occurrence = requests.occurrence
          and hash = requests.hash and void_at is null), '[]') as answers
    from approval_requests requests
    cross join lateral (
      select max(approvals_needed) as needed, min(due_at) as due_at, max(late_at) as late_at from deliveries
      where post = requests.post and occurrence = requests.occurrence and ${waitsForMembers}) waiting
    cross join lateral (
      select max(approvals_needed) as needed from deliveries
      where post = requests.post and occurrence = requests.occurrence) every
    where ${where} order by waiting.due_at, post, occurrence`;
}

const open = sql`waiting.due_at is not null and approvals_given(post, occurrence) < waiting.needed
  and not exists (select from approval_answers rejections where rejections.post = requests.post
    and rejections.occurrence = requests.occurrence and rejections.hash = requests.hash
    and rejections.answer = 'rejected' and rejections.void_at is null)`;

export async function readRequest(
  db: Kysely<ApprovalTables>,
  post: string,
  occurrence: string,
): Promise<ApprovalRequest | undefined> {
  const { rows } = await selectRequests(sql`post = ${post} and occurrence = ${occurrence}`).execute(db);
  return rows[0] && toRequest(rows[0]);
}

export async function listOpen(db: Kysely<ApprovalTables>): Promise<readonly ApprovalRequest[]> {
  return (await selectRequests(open).execute(db)).rows.map(toRequest);
}

/** What members have not heard of; of each request the newest news alone. */
export async function listUntoldRequests(
  db: Kysely<ApprovalTables>,
  at: Date,
  limit: number,
): Promise<readonly ApprovalNotice[]> {
  const marks = [...REMIND_BEFORE_MS, 0].map(ms => new Date(at.getTime() + ms));
  const passed = sql.join(
    marks.map(
      mark =>
        sql`(waiting.due_at <= ${mark} and told_at < waiting.due_at - (${mark}::timestamptz - ${at}::timestamptz))`,
    ),
    sql` or `,
  );
  const wanted = sql`(${open} and (told_at is null or ${passed}))
    or (settled_told_at is null and told_at is not null and (
      exists (select from approval_answers rejections where rejections.post = requests.post
        and rejections.occurrence = requests.occurrence and rejections.hash = requests.hash
        and rejections.answer = 'rejected' and rejections.void_at is null)
      or (waiting.due_at is not null and approvals_given(post, occurrence) >= waiting.needed)))`;
  const { rows } = await selectRequests(wanted).execute(db);
  return rows
    .slice(0, limit)
    .map(row => ({ kind: 'approval', news: newsOf(row, at), request: toRequest(row) }));
}

function newsOf(row: RequestRow, at: Date): ApprovalNews {
  const approved = row.answers.filter(({ answer }) => answer === 'approved').length;
  const rejected = row.answers.some(({ answer }) => answer === 'rejected');
  if (rejected || (row.due_at !== null && approved >= (row.needed ?? 0))) return 'settled';
  if (row.told_at === null) return 'asked';
  return row.due_at !== null && row.due_at <= at ? 'due' : 'reminder';
}

/** What changed since it was read has to be told again. */
export async function markRequestTold(
  db: Kysely<ApprovalTables>,
  { news, request }: ApprovalNotice,
  at: Date,
): Promise<void> {
  await db
    .updateTable('approval_requests')
    .set(news === 'settled' ? { settled_told_at: at } : { told_at: at })
    .where('post', '=', request.post)
    .where('occurrence', '=', request.occurrence)
    .where('hash', '=', request.hash)
    .execute();
}

/** However many places: each draft once for a network and a language. */
export async function listDrafts(
  db: Kysely<ApprovalTables>,
  post: string,
  occurrence: string,
): Promise<readonly FrozenDraft[]> {
  const { rows } = await sql<{
    readonly network: string;
    readonly language: string;
    readonly places: readonly string[];
    readonly due_at: Date;
    readonly parts: readonly Part[];
  }>`
    select network, language, array_agg(place order by place) as places, min(due_at) as due_at, drafts.parts
    from deliveries cross join lateral (
      select jsonb_agg(content order by index) as parts from parts where delivery = deliveries.id) drafts
    where post = ${post} and occurrence = ${occurrence} and ${waitsForMembers}
    group by network, language, drafts.parts
    order by network, language, places`.execute(db);
  return rows.map(({ due_at, ...row }) => ({ ...row, dueAt: due_at }));
}

function toRequest(row: RequestRow): ApprovalRequest {
  const { post, occurrence, hash, writers, needed } = row;
  return {
    post,
    occurrence,
    hash,
    writers,
    needed: needed ?? 0,
    dueAt: row.due_at ?? new Date(0),
    lateAt: row.late_at ?? new Date(0),
    over: row.due_at === null,
    answers: toAnswers(row.answers),
  };
}

export function toAnswers(rows: readonly AnswerRow[]): readonly ApprovalAnswer[] {
  return rows.map(({ admin, answer, reason, at }) => ({
    admin,
    answer,
    at: new Date(at),
    ...(reason === null ? {} : { reason }),
  }));
}
