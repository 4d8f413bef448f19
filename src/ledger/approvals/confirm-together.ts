import type { Kysely } from 'kysely';
import type { ApprovalTables } from './tables.ts';

/** Notes that a member wants it; gives everybody who does. What is older than `since` has lapsed. */
export async function confirmTogether(
  db: Kysely<ApprovalTables>,
  subject: string,
  admin: string,
  at: Date,
  since: Date,
): Promise<readonly string[]> {
  return db.transaction().execute(async transaction => {
    await transaction
      .deleteFrom('confirmations')
      .where('subject', '=', subject)
      .where('at', '<', since)
      .execute();
    await transaction
      .insertInto('confirmations')
      .values({ subject, admin, at })
      .onConflict(conflict => conflict.columns(['subject', 'admin']).doUpdateSet({ at }))
      .execute();
    const rows = await transaction
      .selectFrom('confirmations')
      .select('admin')
      .where('subject', '=', subject)
      .orderBy('at')
      .execute();
    return rows.map(row => row.admin);
  });
}

export async function forgetConfirmations(db: Kysely<ApprovalTables>, subject: string): Promise<void> {
  await db.deleteFrom('confirmations').where('subject', '=', subject).execute();
}
