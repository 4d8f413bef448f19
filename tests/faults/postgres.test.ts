import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { QueueBackend } from '../../src/queue/create-alarm-clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase } from '../support/database.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { openLine } from './cut-line.ts';
import { GONE_MS } from './gone.ts';
import { createServerOutcomes } from './server-outcomes.ts';
import { startDesk } from './working-desk.ts';

/** The embedded server of a new folder, and the number of its process now. */
async function openOwnServer(folder?: string) {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'solidarity-faults-')));
  const storage = await openStorage({ dataDir, log: silentLog });
  return {
    storage,
    async signal(name: NodeJS.Signals) {
      const file = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
      process.kill(Number(file.split('\n')[0]), name);
    },
    async [Symbol.asyncDispose]() {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** On Redis where REDIS_URL names one, else on this server: `.ci/run` does both. */
function queueOn({ connection }: Storage): QueueBackend {
  const { REDIS_URL: url } = process.env;
  return url ? { kind: 'redis', url } : { kind: 'postgres', connection };
}

const outcomes = createServerOutcomes('postgres');

/** A new cluster takes about half of it. */
const DISK_MB = 128;

/** Nothing is measured; a busy machine may take its time. */
const TIMEOUT_MS = 180_000;

/** The desk works, something happens to its server, and then it ends. */
async function strike(fault: string, storage: Storage, happen: () => Promise<void>): Promise<void> {
  await using desk = await startDesk(storage, queueOn(storage));
  await desk.published(9);
  await happen();
  outcomes.note(fault, await desk.end());
}

const FAULTS: Readonly<Record<string, (fault: string) => Promise<void>>> = {
  async 'PostgreSQL is killed (SIGKILL), and recovers'(fault) {
    await using server = await openOwnServer();
    await strike(fault, server.storage, () => server.signal('SIGKILL'));
  },
  async 'PostgreSQL is started again'(fault) {
    await using server = await openOwnServer();
    // It ends at once, and waits for nobody.
    await strike(fault, server.storage, () => server.signal('SIGINT'));
  },
  async 'PostgreSQL is gone for a while'(fault) {
    await using database = await createTestDatabase();
    const url = new URL(database.url);
    await using line = await openLine({ host: url.hostname, port: Number(url.port) });
    url.hostname = '127.0.0.1';
    url.port = String(line.port);
    await using storage = await openStorage({
      dataDir: '/nonexistent',
      databaseUrl: url.href,
      log: silentLog,
    });
    await strike(fault, storage, async () => {
      line.cut();
      await sleep(GONE_MS);
      line.mend();
    });
  },
  async 'PostgreSQL has a disk that is full for a while'(fault) {
    await using disk = await mountSmallDisk(DISK_MB);
    if (disk === undefined) return refuseToWrite(fault);
    await using server = await openOwnServer(join(disk.path, 'data'));
    await strike(fault, server.storage, async () => {
      await disk.fill();
      const write = server.storage.pool.query('create table too_much as select generate_series(1, 100000)');
      await expect(write).rejects.toThrow();
      await sleep(3_000);
      await disk.free();
    });
  },
};

describe('when', () => {
  it.concurrent.each(Object.entries(FAULTS))(
    '%s, each part goes out once and in order, on each network',
    (fault, run) => run(fault),
    TIMEOUT_MS,
  );

  it('the document says so', () => outcomes.check(Object.keys(FAULTS)));
});

/** Only root may mount a disk that is small enough to be filled; elsewhere the server refuses with the error of a full one (53100). */
async function refuseToWrite(fault: string): Promise<void> {
  await using database = await createTestDatabase();
  const tables = ['deliveries', 'parts', 'receipts', ...(process.env.REDIS_URL ? [] : ['bullmq.job'])];
  await strike(fault, database, async () => {
    await database.pool.query(`create function no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    for (const table of tables) {
      await database.pool.query(
        `create trigger no_room before insert or update on ${table} execute function no_room()`,
      );
    }
    await sleep(3_000);
    for (const table of tables) await database.pool.query(`drop trigger no_room on ${table}`);
  });
}
