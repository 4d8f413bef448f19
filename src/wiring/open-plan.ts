import { calendarToken } from '../campaign/calendar-token.ts';
import { listFigureChanges } from '../campaign/figures/list-changes.ts';
import type { House } from '../campaign/house.ts';
import type { PlanHouse } from '../campaign/show-plan.ts';
import type { Settings } from '../config.ts';
import { createFigureBook } from '../figures/create-figure-book.ts';
import { createCalendarBook } from '../ledger/create-calendar-book.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { sealOf } from '../ledger/seal-head.ts';
import { createRenderer } from '../rendering/create-renderer.ts';
import { systemClock } from '../shared/clock.ts';
import { createLog } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { sha256 } from '../shared/sha256.ts';
import { loadContent } from '../sources/load-content.ts';
import { createKeepsakes } from '../storage/create-keepsakes.ts';
import { openStorage } from '../storage/open-storage.ts';
import { knownStart } from './first-start.ts';
import { listComposers, NETWORK_NAMES, placesOf } from './known-networks.ts';
import { FOLDER } from './settings.ts';

/** What a plan is made of. */
export interface PlanDesk extends PlanHouse, Pick<House, 'since'>, AsyncDisposable {
  /** Where a calendar program can subscribe to the plan while the bot runs; whoever knows it may read it. */
  calendarUrl(): Promise<string>;
}

/**
 * The campaigns over the database, to be looked at beside a bot that runs: it takes no control and has no queue. Loads no
 * client library and opens the database once, so that the answer comes soon.
 */
export async function openPlan(settings: Settings): Promise<PlanDesk> {
  await using opened = new AsyncDisposableStack();
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const [content, storage] = await Promise.all([
    loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir, { keepGaps: true }),
    openStorage({ ...settings, log }).then(storage => opened.use(storage)),
  ]);
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const { publicUrl = `http://${settings.host}:${settings.port}` } = settings;
  const book = createFigureBook(storage.kysely());
  const { campaigns } = content;
  const rest = opened.move();
  return {
    campaigns,
    networks: listComposers(),
    places: placesOf(settings, campaigns),
    render: createRenderer({ ...content, hash: sha256, now: systemClock.now, untried: true }),
    on: new Set(settings.networks.keys()),
    ledger: createLedger(storage.kysely(), sealOf(settings)),
    calendar: createCalendarBook(storage.kysely()),
    book,
    changes: since => listFigureChanges({ campaigns, book }, since),
    now: systemClock.now,
    since: await knownStart(keepsakes('house')),
    calendarUrl: async () =>
      `${publicUrl.replace(/\/$/, '')}/calendar/${await calendarToken(keepsakes('web'))}.ics`,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
