import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createAlarmClock, type QueueBackend } from '../../src/queue/create-alarm-clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { plannedDelivery, until } from '../delivery/delivery-stage.ts';
import { createScriptedNetwork, draftOf } from '../delivery/scripted-network.ts';

const DELIVERIES = 12;
const PARTS = ['a', 'b', 'c'];
/** A call takes so long, so that whatever goes away goes away in the middle of some. */
const CALL_MS = 25;
const DUE_OVER_MS = 1_200;
const PATIENCE_MS = 60_000;

/** A desk at work: its queue and its ledger are real, and its network cannot be asked twice. */
export interface WorkingDesk extends AsyncDisposable {
  /** Resolves when that many parts are out. */
  published(parts: number): Promise<void>;
  /** Waits until everything has gone out, and checks that it did so once and in order. */
  endsWell(): Promise<void>;
}

export async function startDesk(storage: Storage, backend: QueueBackend): Promise<WorkingDesk> {
  const ledger = createLedger(storage.kysely<LedgerTables>());
  const network = createScriptedNetwork();
  network.scripts.push(...Array.from({ length: 200 }, () => ({ takesMs: CALL_MS })));
  const prefix = `test-${randomBytes(4).toString('hex')}`;
  const alarms = await createAlarmClock({
    backend,
    networks: [network.name],
    prefix,
    concurrency: 4,
    log: silentLog,
  });
  const desk = createDeliveryDesk({
    ledger,
    alarms,
    networks: new Map([[network.name, network]]),
    places: [{ id: 'testnet-en', network: network.name, language: 'en' }],
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock: { now: () => new Date() },
    log: silentLog,
    report: () => {},
    times: { sweepMs: 300, settleMs: 200, leaseMs: 6_000, insistMs: 15_000 },
  });
  const names = Array.from({ length: DELIVERIES }, (_, index) => `fault-${index}`);
  const now = Date.now();
  await ledger.plan(
    names.map((name, index) => ({
      delivery: plannedDelivery(name, new Date(now + (index * DUE_OVER_MS) / DELIVERIES)),
      draft: draftOf(PARTS.map(part => `${name} ${part}`)),
    })),
  );
  await alarms.start([network], desk.ring);
  await desk.start();

  return {
    published: parts => until(() => network.timeline.length >= parts, PATIENCE_MS),
    async endsWell() {
      const count = () => ledger.count({ states: ['published'] }).catch(() => 0);
      await until(async () => (await count()) === DELIVERIES, PATIENCE_MS);
      for (const name of names) {
        const seen = network.timeline.filter(({ text }) => text.startsWith(`${name} `));
        expect(seen.map(({ text }) => text)).toEqual(PARTS.map(part => `${name} ${part}`));
        expect(seen.map(({ replyTo }) => replyTo)).toEqual([undefined, seen[0]?.id, seen[1]?.id]);
      }
      expect(network.timeline).toHaveLength(DELIVERIES * PARTS.length);
    },
    async [Symbol.asyncDispose]() {
      await desk.stop();
      await alarms.stop(3_000);
      await alarms.close();
    },
  };
}
