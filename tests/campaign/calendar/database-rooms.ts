import { createDeliveryDesk } from '../../../src/delivery/create-delivery-desk.ts';
import type { Place } from '../../../src/domain/place.ts';
import { createCalendarBook } from '../../../src/ledger/create-calendar-book.ts';
import { createLedger } from '../../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../../src/ledger/tables.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { createSilentAlarms } from '../../delivery/delivery-stage.ts';
import { createScriptedNetwork } from '../../delivery/scripted-network.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { CalendarRooms } from './rooms.ts';

const WAITING = ['planned', 'scheduled'] as const;
const TABLES = ['deliveries', 'posts', 'calendar', 'holds', 'circuits'] as const;

/** The real ledger, book and desk on PostgreSQL, emptied first; only the network is a stand-in. */
export async function openDatabaseRooms(
  database: TestDatabase,
  places: readonly Place[],
  now: () => Date,
): Promise<CalendarRooms> {
  await database.pool.query(`truncate ${TABLES.join(', ')} cascade`);
  const db = database.kysely<LedgerTables>();
  const ledger = createLedger(db);
  const network = createScriptedNetwork({ rateLimit: { calls: 100_000, perMs: 1 } });
  const desk = createDeliveryDesk({
    ledger,
    alarms: createSilentAlarms(),
    networks: new Map([[network.name, network]]),
    places,
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock: { now },
    log: silentLog,
    report: () => {},
  });
  return {
    ledger,
    calendar: createCalendarBook(db),
    desk,
    async nextRing() {
      const waiting = await ledger.list({ states: WAITING });
      const times = waiting.map(({ ringAt }) => ringAt.getTime());
      return times.length === 0 ? undefined : new Date(Math.min(...times));
    },
    async ringDue(at) {
      const due = await ledger.list({ states: WAITING, ringBefore: new Date(at.getTime() + 1) });
      const fired: string[] = [];
      for (const { id } of due) {
        const before = network.timeline.length;
        await desk.ring({ deliveryId: id, network: network.name }, new AbortController().signal);
        fired.push(...network.timeline.slice(before).map(() => id));
      }
      return fired;
    },
    async [Symbol.asyncDispose]() {},
  };
}
