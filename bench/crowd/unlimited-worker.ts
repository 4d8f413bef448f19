/**
 * The bot's own ledger, queue and delivery room, with an adapter whose limits are out of the way: plans one delivery for
 * each channel of BENCH_CHANNELS, due evenly over BENCH_WITHIN_MS, and delivers them. Ends on SIGTERM.
 */
import { readSettings } from '../../src/config.ts';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { connectNetworks } from '../../src/networks/connect-networks.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { createAlarmClock } from '../../src/queue/create-alarm-clock.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { FOLDER } from '../bot.ts';
import { planNotice } from './plan-notice.ts';

const { BENCH_CHANNELS = '', BENCH_AHEAD_MS = '0', BENCH_WITHIN_MS = '0' } = process.env;

const settings = readSettings(FOLDER, process.env, definitions);
const storage = await openStorage({ ...settings, log: silentLog });
const ledger = createLedger(storage.kysely<LedgerTables>());
const connected = await connectNetworks({
  definitions,
  settings: settings.networks,
  keepsakes: () => ({ read: async () => undefined, write: async () => {} }),
  now: systemClock.now,
  timeoutMs: 30_000,
});
const telegram = connected.get('telegram');
if (telegram === undefined) throw new Error('the environment has no Telegram');
const network = { ...telegram, rateLimit: { calls: 100_000, perMs: 1_000 } };
const places = BENCH_CHANNELS.split(' ').map((address, index) => ({
  id: `telegram-${index}`,
  network: network.name,
  language: 'en',
  address,
}));
const alarms = await createAlarmClock({
  backend:
    settings.redisUrl === undefined
      ? { kind: 'postgres', connection: storage.connection }
      : { kind: 'redis', url: settings.redisUrl },
  networks: [network.name],
  prefix: `bench-${process.pid}`,
  log: silentLog,
});
const desk = createDeliveryDesk({
  ledger,
  alarms,
  networks: new Map([[network.name, network]]),
  places,
  prepareMedia: () => Promise.reject(new Error('the bench sends no files')),
  clock: systemClock,
  log: silentLog,
  report: () => {},
});
await alarms.start([network], desk.ring);
await desk.start();
process.once('SIGTERM', () => void close().finally(() => process.exit(0)));

const firstDue = Date.now() + Number(BENCH_AHEAD_MS);
process.stdout.write(`first due at ${firstDue}\n`);
const planned = places.map((place, index) =>
  planNotice(place, 'burst', new Date(firstDue + (index * Number(BENCH_WITHIN_MS)) / places.length)),
);
await ledger.plan(planned);
await desk.arm(await ledger.list({ states: ['planned'] }));

async function close(): Promise<void> {
  await desk.stop();
  await alarms.stop(2_000);
  await alarms.close();
  await storage.close();
}
