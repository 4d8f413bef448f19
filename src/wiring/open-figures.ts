import { createFigureUseCases } from '../campaign/figures/create-figure-use-cases.ts';
import type { FigureUseCases } from '../campaign/figures/figure-use-cases.ts';
import type { Settings } from '../config.ts';
import type { Campaign } from '../domain/campaign.ts';
import { createFigureBook } from '../figures/create-figure-book.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { sealOf } from '../ledger/seal-head.ts';
import { systemClock } from '../shared/clock.ts';
import { createLog, type Log } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { loadContent } from '../sources/load-content.ts';
import { openStorage } from '../storage/open-storage.ts';
import { NETWORK_NAMES } from './known-networks.ts';
import { openFigureFetcher } from './open-figure-fetcher.ts';
import { FOLDER } from './settings.ts';

export interface FigureSettings {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly proxyUrl?: string;
  readonly secretKey?: string;
}

/** The figures and their history without the rest of the bot: beside one that runs, or alone. */
export interface Figures extends AsyncDisposable {
  readonly figures: FigureUseCases;
}

export async function openFigures(
  settings: FigureSettings,
  campaigns: readonly Campaign[],
  log: Log,
): Promise<Figures> {
  const storage = await openStorage({ ...settings, log });
  const figures = createFigureUseCases({
    campaigns,
    book: createFigureBook(storage.kysely()),
    ledger: createLedger(storage.kysely(), sealOf(settings)),
    fetchFigure: openFigureFetcher(settings),
    now: systemClock.now,
  });
  return { figures, [Symbol.asyncDispose]: () => storage.close() };
}

/** The figures and their history alone. */
export async function openFigureArchive(settings: Settings): Promise<Figures> {
  const { campaigns } = await loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir);
  return openFigures(settings, campaigns, createLog(settings.logLevel, createScrubber(settings.secrets)));
}
