import type { Kysely, Transaction } from 'kysely';
import type { PlannedDelivery } from '../domain/ledger.ts';
import type { LedgerTables } from './tables.ts';

/** PostgreSQL takes 65,535 parameters in one statement; a delivery has twenty-two. */
const ROWS_PER_STATEMENT = 1000;

/** All of them or none. A delivery that exists already keeps its state, its parts and its times. */
export async function planDeliveries(
  db: Kysely<LedgerTables>,
  planned: readonly PlannedDelivery[],
): Promise<readonly string[]> {
  return db.transaction().execute(async transaction => {
    const added: string[] = [];
    for (const batch of batches(planned, ROWS_PER_STATEMENT)) {
      const ids = new Set(await insertDeliveries(transaction, batch));
      const fresh = batch.filter(({ delivery }) => ids.has(delivery.id));
      for (const parts of batches(fresh.flatMap(partRows), ROWS_PER_STATEMENT)) {
        await transaction.insertInto('parts').values(parts).execute();
      }
      added.push(...fresh.map(({ delivery }) => delivery.id));
    }
    return added;
  });
}

async function insertDeliveries(
  transaction: Transaction<LedgerTables>,
  batch: readonly PlannedDelivery[],
): Promise<readonly string[]> {
  const rows = await transaction
    .insertInto('deliveries')
    .values(batch.map(deliveryRow))
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

function deliveryRow({ delivery, held, approvalsNeeded = 0 }: PlannedDelivery) {
  const due = delivery.dueAt.getTime();
  return {
    id: delivery.id,
    campaign: delivery.post.split('/')[0] ?? delivery.post,
    post: delivery.post,
    occurrence: delivery.occurrence,
    network: delivery.network,
    place: delivery.place,
    language: delivery.language,
    state: held === undefined ? ('planned' as const) : ('held' as const),
    held_by: held?.by ?? null,
    note: held?.why || null,
    // What has to be approved is asked about in a way of its own.
    untold: held !== undefined && held.by !== 'approval',
    due_at: delivery.dueAt,
    late_by_ms: delivery.lateByMs,
    give_up_after_ms: delivery.giveUpAfterMs,
    ring_at: delivery.dueAt,
    late_at: new Date(due + delivery.lateByMs),
    give_up_at: new Date(due + delivery.giveUpAfterMs),
    fresh_until: delivery.freshUntil ?? null,
    approvals_needed: approvalsNeeded,
  };
}

/** Its parts, as the ledger keeps them. */
export function partRows({ delivery, draft }: PlannedDelivery) {
  return draft.parts.map((part, index) => ({
    delivery: delivery.id,
    index,
    content: JSON.stringify(part),
    network: delivery.network,
    place: delivery.place,
  }));
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
