import { type Kysely, sql } from 'kysely';
import type { Allowance } from '../domain/network.ts';
import { commitLazily } from './commit-lazily.ts';
import type { LedgerTables } from './tables.ts';

/** The newest word of a server counts, whoever brings it first. `endedMs`: when it was heard, by the database's clock. */
export async function recordAllowances(
  db: Kysely<LedgerTables>,
  network: string,
  allowances: readonly Allowance[],
  endedMs: number | undefined,
): Promise<void> {
  if (allowances.length === 0) return;
  const heard = sql`least(clock_timestamp(), to_timestamp(coalesce(${endedMs ?? null}, 'infinity'::float8) / 1000))`;
  await sql`insert into allowances (network, name, remaining, told_at, ends_at)
    select ${network}, "window", remaining, ${heard}, ${heard} + "endsInMs" * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(allowances)})
      as told("window" text, remaining integer, "endsInMs" float8), ${commitLazily} as lazily
    on conflict (network, name) do update
      set remaining = excluded.remaining, told_at = excluded.told_at, ends_at = excluded.ends_at
      where excluded.told_at >= allowances.told_at`.execute(db);
}

/** Of no place. It is written before the call is made, and counts as one that takes a second. */
export async function countCall(db: Kysely<LedgerTables>, network: string): Promise<void> {
  await sql`insert into calls (network, place, delivery, index, called_at, answered_at)
    select ${network}, '', '', 0, clock_timestamp(), clock_timestamp() + interval '1 second'
    from ${commitLazily} as lazily`.execute(db);
}

/** Calls on their way stay, unless everything is to go. */
export async function forgetCalls(db: Kysely<LedgerTables>, olderThanMs: number): Promise<void> {
  if (olderThanMs === 0) {
    await sql`with forgotten as (delete from allowances) delete from calls`.execute(db);
    return;
  }
  const before = sql`clock_timestamp() - ${olderThanMs}::float8 * interval '1 millisecond'`;
  await sql`with forgotten as (delete from allowances where ends_at < ${before})
    delete from calls where answered_at < ${before}`.execute(db);
}
