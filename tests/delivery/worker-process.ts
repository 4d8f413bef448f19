import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createAlarmClock, type QueueBackend } from '../../src/queue/create-alarm-clock.ts';
import { createLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { createNetworkClient } from './network-client.ts';

/** A worker in a process of its own: `worker-process.ts <settings as JSON>`. Ends in order on SIGTERM. */
export interface WorkerSettings {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  readonly prefix: string;
  readonly networkUrl: string;
  readonly concurrency: number;
}

async function main(settings: WorkerSettings): Promise<void> {
  const log = createLog('warn', { scrub: text => text });
  const storage = await openStorage({ dataDir: '/nonexistent', databaseUrl: settings.databaseUrl, log });
  const networks = (['keyed', 'plain'] as const).map(name => createNetworkClient(name, settings.networkUrl));
  const backend: QueueBackend =
    settings.redisUrl === undefined
      ? { kind: 'postgres', connection: storage.connection }
      : { kind: 'redis', url: settings.redisUrl };
  const names = networks.map(({ name }) => name);
  const { prefix, concurrency } = settings;
  const alarms = await createAlarmClock({ backend, networks: names, prefix, concurrency, log });
  const desk = createDeliveryDesk({
    ledger: createLedger(storage.kysely<LedgerTables>()),
    alarms,
    networks: new Map(networks.map(network => [network.name, network])),
    places: names.map(name => ({ id: `${name}-en`, network: name, language: 'en' })),
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock: { now: () => new Date() },
    log,
    report: () => {},
    times: { settleMs: 250, sweepMs: 500 },
  });
  process.once('SIGTERM', async () => {
    await desk.stop();
    await alarms.stop(5_000);
    await alarms.close();
    await storage.close();
    process.stdout.write('ended\n');
  });
  await alarms.start(networks, desk.ring);
  process.stdout.write('ready\n');
  await desk.start();
}

await main(JSON.parse(process.argv[2] ?? '') as WorkerSettings);
