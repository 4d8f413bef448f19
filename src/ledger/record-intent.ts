import { type Kysely, sql } from 'kysely';
import type { Intent, IntentAnswer } from '../domain/ledger.ts';
import { toHold } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

interface AnswerRow {
  readonly outcome: IntentAnswer['outcome'];
  readonly ms: number | null;
  /** A row of `holds` as JSON. */
  readonly held_by: Parameters<typeof toHold>[0] | null;
}

/** What the database's gate says of an intent for what lacks approvals. */
const UNAPPROVED = 'AP001';

/** Asks and writes in one round trip: the database's own function `record_intent` says how. */
export async function recordIntent(
  db: Kysely<LedgerTables>,
  id: string,
  version: number,
  intent: Intent,
): Promise<IntentAnswer> {
  try {
    return await askForIntent(db, id, version, intent);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNAPPROVED)
      return { outcome: 'unapproved' };
    throw error;
  }
}

async function askForIntent(
  db: Kysely<LedgerTables>,
  id: string,
  version: number,
  { index, key, at, limit }: Intent,
): Promise<IntentAnswer> {
  const { perPlace } = limit;
  const { rows } = await sql<AnswerRow>`select * from record_intent(
    ${id}, ${version}, ${index}, ${key}, ${at},
    ${limit.calls}, ${interval(limit.perMs)}, ${perPlace?.calls ?? null}, ${interval(perPlace?.perMs ?? 0)})`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('record_intent gave no answer');
  if (row.outcome === 'held' && row.held_by !== null) return { outcome: 'held', hold: toHold(row.held_by) };
  if (row.outcome === 'wait') return { outcome: 'wait', ms: Math.ceil(row.ms ?? 0) };
  return { outcome: row.outcome } as IntentAnswer;
}

function interval(ms: number) {
  return sql`${ms}::float8 * interval '1 millisecond'`;
}
