import { faultsOf } from '../campaign/ready/faults.ts';
import { lookAhead } from '../campaign/ready/look-ahead.ts';
import { createReadinessBook } from '../ledger/create-readiness-book.ts';
import { createSpendingBook } from '../ledger/spending/create-spending-book.ts';
import type { ControlRoomParts } from './control-room-parts.ts';
import { listComposers } from './known-networks.ts';
import { createReadyProbes } from './ready-probes.ts';

export type LookAheadParts = Pick<ControlRoomParts, 'house' | 'settings' | 'storage' | 'stage' | 'log'>;

/** Would the occasions that come near go out? Each look is taken once; the admins hear of it by the book. */
export async function lookAheadRound(parts: LookAheadParts, stop: AbortSignal): Promise<void> {
  const { house, settings, storage, stage, log } = parts;
  // A rehearsal has no day that comes near.
  if (stage !== undefined) return;
  const ready = {
    ...house,
    composers: listComposers(),
    budgets: settings.budgets,
    spending: createSpendingBook(storage.kysely()),
    probes: createReadyProbes(settings, storage),
  };
  for (const readiness of await lookAhead(ready, createReadinessBook(storage.kysely()), stop)) {
    const { occurrence, ready } = readiness;
    log.info('An occasion comes near', { occurrence, ready, toSeeTo: faultsOf(readiness).length });
  }
}
