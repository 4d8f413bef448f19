import { type Kysely, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { DeliveryChange } from '../domain/ledger.ts';
import { commitLazily } from './commit-lazily.ts';
import type { LedgerTables } from './tables.ts';

export interface Move {
  readonly id: string;
  readonly from: readonly DeliveryState[];
  readonly to: DeliveryState;
  readonly change: DeliveryChange;
  /** Only if nothing changed since this version was read. */
  readonly version?: number | undefined;
}

/**
 * The new state with everything that goes with it, in one statement for many; false where somebody else was first. That
 * every part is out stands in the receipts already, and need not be on the disk at once.
 */
export async function moveDeliveries(
  db: Kysely<LedgerTables>,
  moves: readonly Move[],
): Promise<readonly boolean[]> {
  const lazily = moves.every(({ to }) => to === 'published') ? commitLazily : sql`(select 1)`;
  const { rows } = await sql<{ id: string }>`update deliveries set
      state = move.to,
      held_by = change->>'heldBy',
      version = deliveries.version + 1,
      lease_worker = null,
      lease_until = null,
      note = case when change ? 'note' then change->>'note' else note end,
      due_at = coalesce((change->>'dueAt')::timestamptz, due_at),
      ring_at = coalesce((change->>'ringAt')::timestamptz, ring_at),
      late_at = coalesce((change->>'lateAt')::timestamptz, late_at),
      give_up_at = coalesce((change->>'giveUpAt')::timestamptz, give_up_at),
      published_at = coalesce((change->>'publishedAt')::timestamptz, published_at),
      failures = coalesce((change->>'failures')::integer, failures),
      untold = coalesce((change->>'untold')::boolean, untold),
      told_at = case when change ? 'untold' then null else told_at end
    from jsonb_to_recordset(${JSON.stringify(moves)}) as move(id text, "from" jsonb, "to" text, version integer, change jsonb),
      ${lazily} as lazily
    where deliveries.id = move.id and move.from ? deliveries.state
      and deliveries.version = coalesce(move.version, deliveries.version)
    returning deliveries.id`.execute(db);
  const moved = new Set(rows.map(({ id }) => id));
  return moves.map(({ id }) => moved.has(id));
}

export async function markScheduled(db: Kysely<LedgerTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('deliveries')
    .set({ state: 'scheduled', version: sql<number>`version + 1` })
    .where('id', 'in', [...ids])
    .where('state', '=', 'planned')
    .execute();
}
