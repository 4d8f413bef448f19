import { type Kysely, sql } from 'kysely';
import type { LedgerTables } from './tables.ts';

const HOUR_MS = 3_600_000;

/**
 * How many deliveries of a campaign fall into the fullest hour that touches now: those begun in the hour before together
 * with those overdue, or those that wait for the hour to come.
 */
export async function countCrowd(db: Kysely<LedgerTables>, campaign: string, now: Date): Promise<number> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const hourAhead = new Date(now.getTime() + HOUR_MS);
  const { rows } = await sql<{ begun: string; overdue: string; coming: string }>`
    select
      (select count(*) from deliveries where campaign = ${campaign} and not waived and begun_at > ${hourAgo}) as begun,
      count(*) filter (where ring_at <= ${now}) as overdue,
      count(*) as coming
    from deliveries
    where campaign = ${campaign} and not waived and begun_at is null
      and state in ('planned', 'scheduled') and ring_at < ${hourAhead}`.execute(db);
  const { begun = 0, overdue = 0, coming = 0 } = rows[0] ?? {};
  return Math.max(Number(begun) + Number(overdue), Number(coming));
}

/** An admin has seen the crowd and wants it: what is due within the hour counts no more. */
export async function waiveCrowd(db: Kysely<LedgerTables>, campaign: string, now: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ waived: true })
    .where('campaign', '=', campaign)
    .where('ring_at', '<', new Date(now.getTime() + HOUR_MS))
    .where('state', 'in', ['planned', 'scheduled', 'held', 'publishing'])
    .execute();
}
