import { type Kysely, sql } from 'kysely';
import type { Intent, IntentAnswer } from '../domain/ledger.ts';
import type { DatabaseTime } from './database-time.ts';
import { toHold } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

export interface AskedIntent {
  readonly delivery: string;
  readonly version: number;
  readonly intent: Intent;
}

interface AnswerRow {
  readonly number: number;
  readonly outcome: IntentAnswer['outcome'];
  /** Milliseconds since the epoch, by the database's clock: when there is room, and when it was looked for. */
  readonly room: number | null;
  readonly seen: number;
  readonly full_network: boolean;
  /** A row of `holds` as JSON. */
  readonly held_by: Parameters<typeof toHold>[0] | null;
}

/** What the database's gate says of an intent for what lacks approvals. */
const UNAPPROVED = 'AP001';

/** Asks and writes in one round trip, for many: the database's own function `record_intents` says how. */
export async function recordIntents(
  db: Kysely<LedgerTables>,
  time: DatabaseTime,
  asked: readonly AskedIntent[],
): Promise<readonly IntentAnswer[]> {
  try {
    return await askForIntents(db, time, asked);
  } catch (error) {
    // The gate closed between looking and writing. Of many nothing is written: each is asked for alone.
    const closed = error instanceof Error && 'code' in error && error.code === UNAPPROVED;
    if (!closed || asked.length > 1) throw error;
    return [{ outcome: 'unapproved' }];
  }
}

async function askForIntents(
  db: Kysely<LedgerTables>,
  time: DatabaseTime,
  asked: readonly AskedIntent[],
): Promise<readonly IntentAnswer[]> {
  const askedAt = performance.now();
  const items = JSON.stringify(asked.map(toItem));
  const { rows } =
    await sql<AnswerRow>`select number, outcome, full_network, extract(epoch from room_at)::float8 * 1000 as room,
    extract(epoch from seen_at)::float8 * 1000 as seen, held_by from record_intents(${items}) order by number`.execute(
      db,
    );
  const heardAt = performance.now();
  // The first was looked at soonest after asking, the last soonest before hearing.
  for (const row of [rows[0], rows.at(-1)]) if (row !== undefined) time.tells(row.seen, askedAt, heardAt);
  return rows.map(row => toAnswer(row, time));
}

function toItem({ delivery, version, intent }: AskedIntent, number: number) {
  const { index, key, at, limit, weight = 1, aheadMs = 0 } = intent;
  const limits = [
    ...[limit, ...(limit.also ?? [])].map(({ calls, perMs }) => ({ of: 'network', calls, ms: perMs })),
    ...(limit.perPlace ?? []).map(({ calls, perMs }) => ({ of: 'place', calls, ms: perMs })),
  ];
  return { number, delivery, version, index, key, at, horizon: aheadMs, weight, limits };
}

function toAnswer(
  { outcome, room, seen, full_network, held_by }: AnswerRow,
  time: DatabaseTime,
): IntentAnswer {
  switch (outcome) {
    case 'held':
      if (held_by === null) throw new Error('record_intents named no hold');
      return { outcome, hold: toHold(held_by) };
    case 'wait':
      return {
        outcome,
        ms: Math.max(1, Math.ceil((room ?? seen) - seen)),
        full: full_network ? 'network' : 'place',
      };
    case 'written':
      // What has room at once need not wait for the slower of two clocks.
      return { outcome, notBefore: room === null || room <= seen ? performance.now() : time.toProcess(room) };
    default:
      return { outcome };
  }
}
