import { setTimeout as sleep } from 'node:timers/promises';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import type { DeskDependencies, DeskTimes } from '../../src/delivery/desk.ts';
import type { Alarm, AlarmClock, Woken } from '../../src/domain/alarm-clock.ts';
import type { Delivery, DeliveryState, DeliveryStep } from '../../src/domain/delivery.ts';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import type { Ledger, PlannedDelivery } from '../../src/domain/ledger.ts';
import type { Network } from '../../src/domain/network.ts';
import type { Place } from '../../src/domain/place.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { draftOf } from './scripted-network.ts';

/** A clock that a test turns. */
export interface TurnedClock {
  now(): Date;
  turn(ms: number): void;
}

export function createTurnedClock(start = new Date('2027-05-21T06:00:00Z')): TurnedClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    turn: ms => {
      now += ms;
    },
  };
}

/** Alarms that ring only when a test rings them. */
export interface SilentAlarms extends AlarmClock {
  readonly set_: Map<string, Alarm>;
}

export function createSilentAlarms(): SilentAlarms {
  const alarms = new Map<string, Alarm>();
  return {
    set_: alarms,
    async set(all) {
      for (const alarm of all) if (!alarms.has(alarm.deliveryId)) alarms.set(alarm.deliveryId, alarm);
    },
    async move(alarm) {
      alarms.set(alarm.deliveryId, alarm);
    },
    async unset(_, id) {
      alarms.delete(id);
    },
    armed: async (_, ids) => new Set(ids.filter(id => alarms.has(id))),
    check: async () => {},
    start: async () => {},
    stop: async () => {},
    close: async () => {},
  };
}

export const PLACES: readonly Place[] = [
  { id: 'testnet-en', network: 'testnet', language: 'en' },
  { id: 'testnet-ru', network: 'testnet', language: 'ru' },
];

/** A desk over a real ledger, with a clock and alarms in the test's hand. */
export interface DeliveryStage extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  readonly clock: TurnedClock;
  readonly alarms: SilentAlarms;
  readonly steps: DeliveryStep[];
  readonly desk: DeliveryDesk;
  /** Another worker on the same ledger. */
  desk_(changes: Partial<DeskDependencies>): DeliveryDesk;
  /** Plans one delivery of these parts, due now. */
  plan(
    name: string,
    texts: readonly string[],
    changes?: Partial<PlannedDelivery['delivery']>,
  ): Promise<string>;
  /** Rings it once, as its alarm would. */
  ring(id: string): Promise<Woken>;
  /** Rings it whenever it is due, turning the clock, until it ends; at most so many times. */
  ringOn(id: string, times?: number): Promise<Delivery>;
  state(id: string): Promise<DeliveryState>;
}

export async function createDeliveryStage(
  network: Network,
  times: Partial<DeskTimes> = {},
): Promise<DeliveryStage> {
  const database = await createTestDatabase();
  const ledger = createLedger(database.kysely<LedgerTables>());
  const clock = createTurnedClock();
  const alarms = createSilentAlarms();
  const steps: DeliveryStep[] = [];
  const dependencies: DeskDependencies = {
    ledger,
    alarms,
    networks: new Map([[network.name, network]]),
    places: PLACES,
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock,
    log: silentLog,
    report: step => void steps.push(step),
    dice: () => 0.5,
    times: { settleMs: 0, ...times },
  };
  const desk = createDeliveryDesk(dependencies);
  const read = async (id: string): Promise<Delivery> => {
    const record = await ledger.read(id);
    if (record === undefined) throw new Error(`${id} is not in the ledger`);
    return record.delivery;
  };
  const ring = (id: string) =>
    desk.ring({ deliveryId: id, network: network.name }, new AbortController().signal);
  return {
    database,
    ledger,
    clock,
    alarms,
    steps,
    desk,
    desk_: changes => createDeliveryDesk({ ...dependencies, ...changes }),
    async plan(name, texts, changes = {}) {
      const delivery = { ...plannedDelivery(name, clock.now()), ...changes };
      await ledger.plan([{ delivery, draft: draftOf(texts) }]);
      return delivery.id;
    },
    ring,
    async ringOn(id, rings = 50) {
      let at = (await read(id)).ringAt;
      for (let rung = 0; rung < rings; rung += 1) {
        clock.turn(Math.max(0, at.getTime() - clock.now().getTime()));
        const woken = await ring(id);
        if (woken.next === 'done') break;
        at = woken.at;
      }
      return read(id);
    },
    state: async id => (await read(id)).state,
    [Symbol.asyncDispose]: () => database.close(),
  };
}

export function plannedDelivery(name: string, dueAt: Date): PlannedDelivery['delivery'] {
  return {
    id: `may-21/${name}/2027/testnet-en`,
    post: `may-21/${name}`,
    occurrence: '2027',
    network: 'testnet',
    place: 'testnet-en',
    language: 'en',
    dueAt,
    lateByMs: 30 * 60_000,
    giveUpAfterMs: 2 * 60 * 60_000,
  };
}

export async function until(what: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await what())) {
    if (performance.now() > end) throw new Error('it did not come about in time');
    await sleep(20);
  }
}
