import { listFigureChanges } from '../campaign/figures/list-changes.ts';
import { openWrittenPosts } from '../campaign/writing/written-posts.ts';
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
import { createKeepsakes } from '../storage/create-keepsakes.ts';
import { createWritingBook } from '../writing/create-writing-book.ts';
import { placesOf } from './known-networks.ts';
import { openTogether } from './open-together.ts';

/**
 * The campaigns, with what was written in the chat, over the database: what a plan and a look at an occasion share. To be
 * opened beside a bot that runs: it takes no control and has no queue.
 */
export async function openDesk(settings: Settings, opened: AsyncDisposableStack) {
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const { content, storage } = await openTogether(settings, log, opened, { keepGaps: true });
  const { campaigns } = content;
  const db = storage.kysely;
  const book = createFigureBook(db());
  const writing = createWritingBook({ db: db(), now: systemClock.now });
  return {
    storage,
    keepsakes: createKeepsakes({ storage, log, secretKey: settings.secretKey }),
    writing,
    house: {
      campaigns,
      places: placesOf(settings, campaigns),
      render: createRenderer({ ...content, hash: sha256, now: systemClock.now, untried: true }),
      written: await openWrittenPosts(writing),
      book,
      calendar: createCalendarBook(db()),
      ledger: createLedger(db(), sealOf(settings)),
      changes: (since: Date) => listFigureChanges({ campaigns, book }, since),
      now: systemClock.now,
    },
  };
}
