import { listFigureChanges } from '../campaign/figures/list-changes.ts';
import type { ReadyHouse } from '../campaign/ready/ready-house.ts';
import type { Settings } from '../config.ts';
import { createFigureBook } from '../figures/create-figure-book.ts';
import { createCalendarBook } from '../ledger/create-calendar-book.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { sealOf } from '../ledger/seal-head.ts';
import { createSpendingBook } from '../ledger/spending/create-spending-book.ts';
import { createRenderer } from '../rendering/create-renderer.ts';
import { systemClock } from '../shared/clock.ts';
import { createLog } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { sha256 } from '../shared/sha256.ts';
import { loadContent } from '../sources/load-content.ts';
import { createKeepsakes } from '../storage/create-keepsakes.ts';
import { openStorage } from '../storage/open-storage.ts';
import { closeNetworks, connectAll, preparesMedia, REAL_PACE } from './connect.ts';
import { listComposers, NETWORK_NAMES, placesOf } from './known-networks.ts';
import { createReadyProbes } from './ready-probes.ts';
import { FOLDER } from './settings.ts';

export type ReadyDesk = ReadyHouse & AsyncDisposable;

/** What a look at an occasion needs: the real networks, asked and never posted to, beside a bot that runs or without one. */
export async function openReady(settings: Settings): Promise<ReadyDesk> {
  await using opened = new AsyncDisposableStack();
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const [content, storage] = await Promise.all([
    loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir, { keepGaps: true }),
    openStorage({ ...settings, log }).then(storage => opened.use(storage)),
  ]);
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const networks = await connectAll(settings, keepsakes, REAL_PACE);
  opened.defer(() => closeNetworks(networks));
  const { campaigns } = content;
  const book = createFigureBook(storage.kysely());
  const rest = opened.move();
  return {
    campaigns,
    networks,
    composers: listComposers(),
    places: placesOf(settings, campaigns),
    render: createRenderer({ ...content, hash: sha256, now: systemClock.now, untried: true }),
    prepareMedia: preparesMedia(networks),
    book,
    calendar: createCalendarBook(storage.kysely()),
    changes: since => listFigureChanges({ campaigns, book }, since),
    now: systemClock.now,
    ledger: createLedger(storage.kysely(), sealOf(settings)),
    budgets: settings.budgets,
    spending: createSpendingBook(storage.kysely()),
    probes: createReadyProbes(settings, storage),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
