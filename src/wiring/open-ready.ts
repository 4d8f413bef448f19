import type { ReadyHouse } from '../campaign/ready/ready-house.ts';
import type { Settings } from '../config.ts';
import { createSpendingBook } from '../ledger/spending/create-spending-book.ts';
import { closeNetworks, connectAll, preparesMedia, REAL_PACE } from './connect.ts';
import { listComposers } from './known-networks.ts';
import { openDesk } from './open-desk.ts';
import { createReadyProbes } from './ready-probes.ts';

export type ReadyDesk = ReadyHouse & AsyncDisposable;

/** What a look at an occasion needs: the real networks, asked and never posted to, beside a bot that runs or without one. */
export async function openReady(settings: Settings): Promise<ReadyDesk> {
  await using opened = new AsyncDisposableStack();
  const { house, storage, keepsakes, writing } = await openDesk(settings, opened);
  const networks = await connectAll(settings, keepsakes, REAL_PACE);
  opened.defer(() => closeNetworks(networks));
  const rest = opened.move();
  return {
    ...house,
    networks,
    composers: listComposers(),
    prepareMedia: preparesMedia(networks, async id => (await writing.file(id))?.bytes),
    budgets: settings.budgets,
    spending: createSpendingBook(storage.kysely()),
    probes: createReadyProbes(settings, storage),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
