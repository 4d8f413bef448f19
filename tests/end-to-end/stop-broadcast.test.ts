import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createAdminChat } from '../../src/admin/create-admin-chat.ts';
import { createHaltUseCases } from '../../src/campaign/halt/create-halt-use-cases.ts';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import { isRefusal } from '../../src/domain/draft.ts';
import type { Network } from '../../src/domain/network.ts';
import type { Place } from '../../src/domain/place.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { connectTelegram } from '../../src/networks/telegram/connect-telegram.ts';
import { createAlarmClock } from '../../src/queue/create-alarm-clock.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createFakeHouse } from '../admin/admin-harness.ts';
import { createCrew } from '../admin/crew.ts';
import { until } from '../delivery/delivery-stage.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { createTestDatabase } from '../support/database.ts';

const PLACES = 2_000;
/** The promise to the admins: it is what `/stop` is for, so here time itself is what is tested. */
const PROMISED_MS = 1_000;

/** The network without a limit of its own, so that the broadcast is as fast as the house can be; notes when each call begins. */
function racing(network: Network, begun: number[]): Network {
  const publish: Network['publish'] = (part, context) => {
    begun.push(performance.now());
    return network.publish(part, context);
  };
  const rateLimit = { calls: 100_000, perMs: 1_000 };
  return Object.create(network, { rateLimit: { value: rateLimit }, publish: { value: publish } }) as Network;
}

async function openBroadcast() {
  await using opened = new AsyncDisposableStack();
  const channels = Array.from({ length: PLACES }, (_, index) => ({
    id: -1_002_000_000_000 - index,
    title: `Channel ${index}`,
  }));
  const telegram = createTelegramSandbox({ now: systemClock.now, floodControl: false, channels });
  const server = opened.use(await serveSandbox(telegram));
  const begun: number[] = [];
  const { now } = systemClock;
  const network = racing(
    connectTelegram({ settings: server.settings, now, timeoutMs: 10_000, keep: createKeepsake() }),
    begun,
  );
  opened.defer(() => network.close?.());
  const places = channels.map(({ id }, index): Place => {
    return { id: `telegram-${index}`, network: 'telegram', language: 'en', address: String(id) };
  });
  const database = opened.use(await createTestDatabase());
  const ledger = createLedger(database.kysely<LedgerTables>());
  const networks = new Map([[network.name, network]]);
  const backend = { kind: 'postgres' as const, connection: database.connection };
  const alarms = await createAlarmClock({ backend, networks: [network.name], log: silentLog });
  opened.defer(() => alarms.close());
  opened.defer(() => alarms.stop(8_000));
  const desk = createDeliveryDesk({
    ledger,
    alarms,
    networks,
    places,
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock: systemClock,
    log: silentLog,
    report: () => {},
  });
  opened.defer(() => desk.stop());
  const halt = createHaltUseCases({ campaigns: [], networks, places, now, ledger, desk });
  const chat = createAdminChat({
    token: server.settings.TELEGRAM_BOT_TOKEN ?? '',
    apiRoot: server.url,
    ...createCrew([telegram.admin], now),
    useCases: { ...createFakeHouse(), halt },
    localesFolder: 'locales',
    keep: createKeepsake(),
    channels: {},
    log: silentLog,
    pollSeconds: 1,
    clock: systemClock,
  });
  opened.defer(() => chat.stop());
  await planBroadcast({ ledger, network, places });
  await desk.arm(await ledger.list({ states: ['planned'] }));
  chat.start();
  await alarms.start([network], desk.ring);
  const rest = opened.move();
  return { telegram, ledger, begun, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

interface Broadcast {
  readonly ledger: ReturnType<typeof createLedger>;
  readonly network: Network;
  readonly places: readonly Place[];
}

async function planBroadcast({ ledger, network, places }: Broadcast): Promise<void> {
  const body = [
    { kind: 'paragraph' as const, segments: [{ kind: 'text' as const, text: 'Free them all.' }] },
  ];
  const post = { id: 'may-21/all', language: 'en', body, tags: [], media: [], options: {}, figures: [] };
  const planned = places.map(place => {
    const draft = network.compose(post, place);
    if (isRefusal(draft)) throw new Error(draft.refusal);
    const delivery = {
      id: `may-21/all/2027/${place.id}`,
      post: 'may-21/all',
      occurrence: '2027',
      network: place.network,
      place: place.id,
      language: 'en',
      dueAt: systemClock.now(),
      lateByMs: 3_600_000,
      giveUpAfterMs: 3_600_000,
    };
    return { delivery, draft };
  });
  await ledger.plan(planned);
}

test('during a broadcast to 2,000 places no call begins later than one second after /stop, and /resume goes on', async () => {
  await using broadcast = await openBroadcast();
  const { telegram, ledger, begun } = broadcast;
  await until(() => begun.length >= 100);
  telegram.sendAsUser(telegram.admin, '/stop');
  const stoppedAt = performance.now();
  await until(() =>
    telegram.adminChat.messages().some(({ text }) => text.startsWith('Everything is stopped.')),
  );
  await until(async () => (await ledger.count({ states: ['publishing'] })) === 0);
  await sleep(PROMISED_MS);
  const last = begun.at(-1) ?? 0;
  expect(last - stoppedAt).toBeLessThan(PROMISED_MS);
  const calls = begun.length;
  expect(calls).toBeLessThan(PLACES);
  expect(telegram.timeline()).toHaveLength(calls);
  const out = await ledger.count({ states: ['published'] });
  expect(out).toBe(calls);
  telegram.sendAsUser(telegram.admin, '/resume');
  await until(() => begun.length >= calls + 50);
  const placesReached = telegram.timeline().map(({ place }) => place);
  expect(new Set(placesReached).size).toBe(placesReached.length);
});
