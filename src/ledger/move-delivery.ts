import { type Kysely, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { DeliveryChange } from '../domain/ledger.ts';
import type { LedgerTables } from './tables.ts';

export interface Move {
  readonly id: string;
  readonly from: readonly DeliveryState[];
  readonly to: DeliveryState;
  readonly change?: DeliveryChange;
  /** Only if nothing changed since this version was read. */
  readonly version?: number;
}

/** The new state with everything that goes with it, in one statement; false if somebody else was first. */
export async function moveDelivery(db: Kysely<LedgerTables>, move: Move): Promise<boolean> {
  let query = db
    .updateTable('deliveries')
    .set({ ...columnsOf(move.change ?? {}), state: move.to, held_by: move.change?.heldBy ?? null })
    .set({ version: sql<number>`version + 1`, lease_worker: null, lease_until: null })
    .where('id', '=', move.id)
    .where('state', 'in', [...move.from]);
  if (move.version !== undefined) query = query.where('version', '=', move.version);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}

function columnsOf(change: DeliveryChange) {
  return {
    ...(change.note === undefined ? {} : { note: change.note }),
    ...(change.dueAt === undefined ? {} : { due_at: change.dueAt }),
    ...(change.ringAt === undefined ? {} : { ring_at: change.ringAt }),
    ...(change.lateAt === undefined ? {} : { late_at: change.lateAt }),
    ...(change.giveUpAt === undefined ? {} : { give_up_at: change.giveUpAt }),
    ...(change.publishedAt === undefined ? {} : { published_at: change.publishedAt }),
    ...(change.failures === undefined ? {} : { failures: change.failures }),
    ...(change.untold === undefined ? {} : { untold: change.untold, told_at: null }),
  };
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
