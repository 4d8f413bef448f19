import { type Kysely, sql } from 'kysely';
import type { EndedApproval } from '../../domain/approval.ts';
import type { ApprovalTables } from './tables.ts';
import { waitsForMembers } from './waiting.ts';

/** Of a campaign whose rule changed, what waits follows the new one. */
export async function requireApprovals(
  db: Kysely<ApprovalTables>,
  campaign: string,
  needed: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ approvals_needed: needed })
    .where('campaign', '=', campaign)
    .where('state', 'in', ['planned', 'scheduled', 'held', 'missed'])
    .where('approvals_needed', '<>', needed)
    .where('begun_at', 'is', null)
    .execute();
}

/** What waits for its time alone, and lacks approvals, waits for them instead. */
export async function holdUnapproved(db: Kysely<ApprovalTables>): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'held', held_by: 'approval', note: null, version: sql<number>`version + 1` })
    .set({
      asked_version: sql<
        number | null
      >`case when asked_version = version then version + 1 else asked_version end`,
    })
    .where(waitsForMembers)
    .where('state', 'in', ['planned', 'scheduled'])
    .where(sql<boolean>`lacks_approval(deliveries.id)`)
    .execute();
}

/** What waited in vain, and what was rejected and is not called off yet. */
export async function listEnded(db: Kysely<ApprovalTables>, at: Date): Promise<readonly EndedApproval[]> {
  const { rows } = await sql<{ readonly id: string; readonly reason: string | null }>`
    select id, case when rejections.admin is not null then coalesce(rejections.reason, '') end as reason from deliveries
    left join approval_requests requests using (post, occurrence)
    left join approval_answers rejections on rejections.post = requests.post and rejections.occurrence = requests.occurrence
      and rejections.hash = requests.hash and rejections.answer = 'rejected' and rejections.void_at is null
    where ${waitsForMembers} and asked_mark = draft_mark(id) and (rejections.admin is not null
      or (state = 'held' and held_by = 'approval' and late_at < ${at} and lacks_approval(id)))
    order by id`.execute(db);
  return rows.map(({ id, reason }) => (reason === null ? { id } : { id, rejected: reason }));
}
