import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase } from '../support/database.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { openLine } from './cut-line.ts';
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

const queueOn = ({ connection }: Storage) => ({ kind: 'postgres' as const, connection });

/** A new cluster takes about half of it. */
const DISK_MB = 128;

/** Nothing is measured; a busy machine may take its time. */
const TIMEOUT_MS = 90_000;

describe('when PostgreSQL', () => {
  it.concurrent.each([
    ['is killed (SIGKILL), and recovers', 'SIGKILL'],
    ['is started again (SIGINT ends it at once)', 'SIGINT'],
  ] as const)(
    '%s, each part goes out once and in order',
    async (_, signal) => {
      await using server = await openOwnServer();
      await using desk = await startDesk(server.storage, queueOn(server.storage));
      await desk.published(5);
      await server.signal(signal);
      await desk.endsWell();
    },
    TIMEOUT_MS,
  );

  it.concurrent(
    'is gone for a while, each part goes out once and in order',
    async () => {
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
      await using desk = await startDesk(storage, queueOn(storage));
      await desk.published(5);
      line.cut();
      // A minute, shortened: long enough for every query to fail and for leases to be in doubt.
      await sleep(4_000);
      line.mend();
      await desk.endsWell();
    },
    TIMEOUT_MS,
  );

  it.concurrent(
    'has a disk that is full for a while, each part goes out once and in order',
    async ({ skip }) => {
      const disk = await mountSmallDisk(DISK_MB);
      if (disk === undefined) return skip('only root may mount a disk that is small enough');
      await using small = disk;
      await using server = await openOwnServer(join(small.path, 'data'));
      await using desk = await startDesk(server.storage, queueOn(server.storage));
      await desk.published(5);
      await small.fill();
      const write = server.storage.pool.query('create table too_much as select generate_series(1, 100000)');
      await expect(write).rejects.toThrow();
      await sleep(3_000);
      await small.free();
      await desk.endsWell();
    },
    TIMEOUT_MS,
  );

  // Where no disk can be filled, the server refuses with the error of a full one (53100).
  it.concurrent(
    'refuses to write for want of room, each part goes out once and in order',
    async () => {
      await using database = await createTestDatabase();
      await using desk = await startDesk(database, queueOn(database));
      await desk.published(5);
      await fillDisk(database);
      await sleep(3_000);
      await freeDisk(database);
      await desk.endsWell();
    },
    TIMEOUT_MS,
  );
});

const WRITTEN = ['deliveries', 'parts', 'receipts', 'bullmq.job'];

async function fillDisk({ pool }: Storage): Promise<void> {
  await pool.query(`create function no_room() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  for (const table of WRITTEN) {
    await pool.query(`create trigger no_room before insert or update on ${table} execute function no_room()`);
  }
}

async function freeDisk({ pool }: Storage): Promise<void> {
  for (const table of WRITTEN) await pool.query(`drop trigger no_room on ${table}`);
}
