import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnswerOutcome, AnswerRequest } from '../../domain/approval.ts';
import { countAgain } from './ask-members.ts';
import { answerCorrection } from './list-corrections.ts';
import type { ApprovalTables } from './tables.ts';
import { waitsForMembers } from './waiting.ts';

/** Answers to one request come one after the other, so that each member counts once. */
export async function answerRequest(
  db: Kysely<ApprovalTables>,
  request: AnswerRequest,
): Promise<AnswerOutcome> {
  return db.transaction().execute(async transaction => {
    const ofCorrection = await answerCorrection(transaction, request);
    if (ofCorrection !== undefined) return ofCorrection;
    const refusal = await refuse(transaction, request);
    if (refusal !== undefined) return refusal;
    const { post, occurrence, hash, admin, answer, reason = null, at } = request;
    const said = { answer, reason, at, void_at: null };
    await transaction
      .insertInto('approval_answers')
      .values({ post, occurrence, hash, admin, ...said })
      .onConflict(conflict => conflict.columns(['post', 'occurrence', 'hash', 'admin']).doUpdateSet(said))
      .execute();
    await countAgain(transaction, post, occurrence);
    return 'counted';
  });
}

async function refuse(
  transaction: Transaction<ApprovalTables>,
  { post, occurrence, hash, admin, answer, at }: AnswerRequest,
): Promise<AnswerOutcome | undefined> {
  const of = { post, occurrence };
  const asked = await transaction
    .selectFrom('approval_requests')
    .select('hash')
    .where(({ and }) => and(of))
    .forUpdate()
    .executeTakeFirst();
  if (asked?.hash !== hash || !(await waits(transaction, post, occurrence, at))) return 'over';
  const answers = await transaction
    .selectFrom('approval_answers')
    .select(['admin', 'answer'])
    .where(({ and }) => and({ ...of, hash }))
    .where('void_at', 'is', null)
    .execute();
  if (answers.some(said => said.answer === 'rejected')) return 'over';
  if (answers.some(said => said.admin === admin)) return 'answered';
  const writer = await transaction
    .selectFrom('post_writers')
    .select('admin')
    .where(({ and }) => and({ ...of, admin }))
    .executeTakeFirst();
  if (writer !== undefined) return 'own';
  // Enough have approved it; that somebody turns it down still counts.
  return answer === 'approved' && (await isApproved(transaction, post, occurrence)) ? 'over' : undefined;
}

async function isApproved(
  transaction: Transaction<ApprovalTables>,
  post: string,
  occurrence: string,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('deliveries')
    .select(sql<boolean>`bool_and(approvals_given(post, occurrence) >= approvals_needed)`.as('enough'))
    .where('post', '=', post)
    .where('occurrence', '=', occurrence)
    .where(waitsForMembers)
    .executeTakeFirst();
  return row?.enough === true;
}

/** Something of it waits and can still go out in time. */
async function waits(
  transaction: Transaction<ApprovalTables>,
  post: string,
  occurrence: string,
  at: Date,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('deliveries')
    .select(sql`1`.as('one'))
    .where('post', '=', post)
    .where('occurrence', '=', occurrence)
    .where('late_at', '>=', at)
    .where(waitsForMembers)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The answer is to a correction of which nothing is carried out. */
const ofOpenCorrection = sql<boolean>`exists (select from corrections where corrections.hash = approval_answers.hash
  and ended_at is null and not exists (select from amendments join amendment_steps using (delivery, number)
    where correction = corrections.hash and intent_at is not null))`;

/** Who may not approve any more has not approved what is not out yet: it is asked anew of the others. */
export async function voidOthers(
  db: Kysely<ApprovalTables>,
  approvers: readonly string[],
  at: Date,
): Promise<number> {
  return db.transaction().execute(async transaction => {
    await transaction
      .deleteFrom('confirmations')
      .where(sql<boolean>`not admin = any(${[...approvers]}::text[])`)
      .execute();
    const voided = await transaction
      .updateTable('approval_answers')
      .set({ void_at: at })
      .where('void_at', 'is', null)
      .where('answer', '=', 'approved')
      .where(sql<boolean>`not admin = any(${[...approvers]}::text[])`)
      .where(({ exists, selectFrom, or }) =>
        or([
          ofOpenCorrection,
          exists(
            selectFrom('deliveries')
              .select('deliveries.id')
              .whereRef('deliveries.post', '=', 'approval_answers.post')
              .whereRef('deliveries.occurrence', '=', 'approval_answers.occurrence')
              .where('approvals_needed', '>', 0)
              .where('state', 'in', ['planned', 'scheduled', 'held', 'missed', 'publishing', 'failed'])
              .where(({ not, exists, selectFrom }) =>
                not(
                  exists(
                    selectFrom('parts')
                      .select('parts.delivery')
                      .whereRef('parts.delivery', '=', 'deliveries.id')
                      .where('parts.intent_at', 'is not', null),
                  ),
                ),
              ),
          ),
        ]),
      )
      .returning(['post', 'occurrence'])
      .execute();
    for (const { post, occurrence } of voided) {
      await transaction
        .updateTable('approval_requests')
        .set({ told_at: null, settled_told_at: null })
        .where('post', '=', post)
        .where('occurrence', '=', occurrence)
        .execute();
      await transaction
        .updateTable('corrections')
        .set({ told_at: null, settled_told_at: null })
        .where('post', '=', post)
        .where('occurrence', '=', occurrence)
        .where('ended_at', 'is', null)
        .execute();
      await countAgain(transaction, post, occurrence);
    }
    return voided.length;
  });
}
