import type { Kysely } from 'kysely';
import type { Delivery } from '../domain/delivery.ts';
import { toDelivery } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** Deliveries that ended, or stopped to ask, and of which the admins have not heard. */
export async function listUntold(db: Kysely<LedgerTables>, limit: number): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('untold', '=', true)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toDelivery);
}

export async function markTold(db: Kysely<LedgerTables>, id: string, at: Date): Promise<void> {
  await db.updateTable('deliveries').set({ untold: false, told_at: at }).where('id', '=', id).execute();
}
