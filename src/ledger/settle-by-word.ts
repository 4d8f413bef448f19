import type { Kysely } from 'kysely';
import type { WordOnPart } from '../domain/ledger.ts';
import { type Move, moveDeliveries } from './move-delivery.ts';
import { clearIntent, recordReceipts } from './record-outcome.ts';
import type { LedgerTables } from './tables.ts';

/** The state and the part together: said again after a crash, a word must not count for the part that comes next. */
export async function settleByWord(
  db: Kysely<LedgerTables>,
  move: Move,
  { index, is, at }: WordOnPart,
): Promise<boolean> {
  return db.transaction().execute(async transaction => {
    const [moved = false] = await moveDeliveries(transaction, [move]);
    if (!moved) return false;
    const call = { delivery: move.id, index };
    if (is === 'there') await recordReceipts(transaction, [{ ...call, receipt: { id: '', at } }]);
    else await clearIntent(transaction, call);
    return true;
  });
}
