import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type {
  AnswerOutcome,
  AnswerRequest,
  ApprovalNews,
  ApprovalNotice,
  ApprovalRequest,
} from '../../domain/approval.ts';
import { endCorrections, isUnderWay, standsOpen } from './corrections.ts';
import { type AnswerRow, toAnswers } from './list-requests.ts';
import type { ApprovalTables } from './tables.ts';

/** What is out says something wrong meanwhile: who has not answered is asked again after so long. */
const REPEAT_MS = 3_600_000;

interface CorrectionRow {
  readonly post: string;
  readonly occurrence: string;
  readonly hash: string;
  readonly admin: string;
  readonly needed: number;
  readonly asked_at: Date;
  readonly late_at: Date;
  readonly told_at: Date | null;
  readonly open: boolean;
  readonly answers: readonly AnswerRow[];
}

const answersOf = sql`coalesce((
  select jsonb_agg(jsonb_build_object('admin', admin, 'answer', answer, 'reason', reason, 'at', at) order by at)
  from approval_answers answers where answers.post = corrections.post and answers.occurrence = corrections.occurrence
    and answers.hash = corrections.hash and void_at is null), '[]')`;

const isOpen = sql`(${standsOpen} and correction_given(hash) < needed)`;

async function select(
  db: Kysely<ApprovalTables>,
  where: RawBuilder<unknown>,
): Promise<readonly CorrectionRow[]> {
  const { rows } = await sql<CorrectionRow>`
    select corrections.*, ${isOpen} as open, ${answersOf} as answers
    from corrections where ${where} order by asked_at`.execute(db);
  return rows;
}

export async function readCorrection(
  db: Kysely<ApprovalTables>,
  hash: string,
): Promise<ApprovalRequest | undefined> {
  const [row] = await select(db, sql`hash = ${hash}`);
  return row && toRequest(row);
}

export async function listOpenCorrections(db: Kysely<ApprovalTables>): Promise<readonly ApprovalRequest[]> {
  return (await select(db, isOpen)).map(toRequest);
}

/** Asked of those who may approve, again after an hour; settled, told to who asked for it. */
export async function listUntoldCorrections(
  db: Kysely<ApprovalTables>,
  at: Date,
): Promise<readonly ApprovalNotice[]> {
  const repeat = new Date(at.getTime() - REPEAT_MS);
  const rows = await select(
    db,
    sql`(${isOpen} and (told_at is null or told_at <= ${repeat}))
      or (settled_told_at is null and told_at is not null and not ${isOpen})`,
  );
  return rows.map(row => ({ kind: 'approval', news: newsOf(row), request: toRequest(row) }));
}

function newsOf({ open, told_at }: CorrectionRow): ApprovalNews {
  if (!open) return 'settled';
  return told_at === null ? 'asked' : 'reminder';
}

export async function markCorrectionTold(
  db: Kysely<ApprovalTables>,
  { news, request }: ApprovalNotice,
  at: Date,
): Promise<void> {
  await db
    .updateTable('corrections')
    .set(news === 'settled' ? { settled_told_at: at } : { told_at: at })
    .where('hash', '=', request.hash)
    .execute();
}

/** Undefined: what was shown is no correction. A rejection ends it. */
export async function answerCorrection(
  transaction: Transaction<ApprovalTables>,
  request: AnswerRequest,
): Promise<AnswerOutcome | undefined> {
  const { post, occurrence, hash, admin, answer, reason = null, at } = request;
  await sql`select hash from corrections where hash = ${hash} for update`.execute(transaction);
  const [row] = await select(transaction, sql`hash = ${hash}`);
  if (row === undefined) return undefined;
  if (row.answers.some(said => said.admin === admin)) return 'answered';
  if (!row.open || row.late_at < at) return 'over';
  if (row.admin === admin) return 'own';
  const said = { answer, reason, at, void_at: null };
  await transaction
    .insertInto('approval_answers')
    .values({ post, occurrence, hash, admin, ...said })
    .onConflict(conflict => conflict.columns(['post', 'occurrence', 'hash', 'admin']).doUpdateSet(said))
    .execute();
  if (answer === 'rejected') await endCorrections(transaction, sql`hash = ${hash}`, at);
  return 'counted';
}

/** What was not approved in time, of which who asked for it hears; and what of an approved one could not be made until then. */
export async function lapseCorrections(db: Kysely<ApprovalTables>, at: Date): Promise<void> {
  await db
    .transaction()
    .execute(transaction => endCorrections(transaction, sql`late_at < ${at} and not ${isUnderWay}`, at));
}

function toRequest(row: CorrectionRow): ApprovalRequest {
  const { post, occurrence, hash, needed, admin, asked_at, late_at, open, answers } = row;
  return {
    post,
    occurrence,
    hash,
    needed,
    dueAt: asked_at,
    lateAt: late_at,
    writers: [admin],
    answers: toAnswers(answers),
    over: !open,
    correction: true,
  };
}
