import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { takeControl } from '../../src/storage/take-control.ts';
import { spawnBot } from './spawn-bot.ts';

// One folder for all of them, in order: creating a database anew for each test would take most of the time.
let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'solidarity-embedded-'));
  dataDir = join(folder, 'not', 'yet', 'there');
});

afterAll(async () => {
  await (await openStorage({ dataDir, log: silentLog })).close();
  await rm(folder, { recursive: true, force: true });
});

const open = () => openStorage({ dataDir, log: silentLog });

async function serverPid(): Promise<number | undefined> {
  const file = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return file === undefined ? undefined : Number(file.split('\n')[0]);
}

function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}

test('two first starts at once create one database, and the last to close ends the server', async () => {
  const [one, two] = await Promise.all([open(), open()]);
  const pid = await serverPid();
  await one.pool.query('create table notes (text text)');
  await two.pool.query("insert into notes values ('kept')");
  await one.close();
  expect(isAlive(pid)).toBe(true);
  await two.close();
  expect(await serverPid()).toBeUndefined();
  expect((await readdir(dataDir)).filter(name => name.includes('creating'))).toEqual([]);
});

test('what was written is there after a restart, and open to nobody else', async () => {
  await using storage = await open();
  expect((await storage.pool.query('select * from notes')).rows).toEqual([{ text: 'kept' }]);
  expect((await storage.pool.query('show fsync')).rows).toEqual([{ fsync: 'on' }]);
  expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
  const listening = await storage.pool.query(
    "select setting from pg_settings where name = 'listen_addresses'",
  );
  expect(listening.rows).toEqual([{ setting: '' }]);
});

test('a wrong password does not get in', async () => {
  await using storage = await open();
  const password = join(dataDir, 'postgres.password');
  const right = await readFile(password, 'utf8');
  await writeFile(password, 'wrong\n');
  const refused = open();
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(/^DATA_DIR \(.*postgres\.password does not fit/);
  await writeFile(password, right);
  expect((await storage.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a killed bot leaves its server running, and the next start attaches to it and has control', async () => {
  await using bot = await spawnBot(dataDir);
  const pid = await serverPid();
  await bot.kill();
  expect(isAlive(pid)).toBe(true);
  const storage = await open();
  expect(await serverPid()).toBe(pid);
  const control = await takeControl(storage, { wait: false });
  const { rows } = await storage.pool.query('select pid from lives');
  expect(rows).toEqual([{ pid: bot.pid }]);
  await control.release();
  await storage.close();
  expect(await serverPid()).toBeUndefined();
});

test('while another bot runs on the folder a second one is refused, and does not end its server', async () => {
  await using _bot = await spawnBot(dataDir);
  const storage = await open();
  const refused = takeControl(storage, { wait: false });
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(`DATA_DIR (${dataDir}) is used by another running bot`);
  await storage.close();
  expect(isAlive(await serverPid())).toBe(true);
});

test('bot and server both killed: the next start recovers what was committed', async () => {
  const bot = await spawnBot(dataDir);
  const pid = await serverPid();
  await bot.kill();
  process.kill(pid ?? 0, 'SIGKILL');
  await using storage = await open();
  expect(await serverPid()).not.toBe(pid);
  const { rows } = await storage.pool.query('select count(*)::int as lives from lives where pid = $1', [
    bot.pid,
  ]);
  expect(rows).toEqual([{ lives: 1 }]);
});

test('a left-over postmaster.pid whose number now belongs to a stranger is passed over', async () => {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  await writeFile(file, `${process.pid}\n/proc/self/cwd\n1795345776\n5432\n.\n\n  1  1\nready\n`);
  await using storage = await open();
  expect((await storage.pool.query('select * from notes')).rows).toEqual([{ text: 'kept' }]);
  expect(await serverPid()).not.toBe(process.pid);
});

test('a server that is killed under a running bot comes back, and the same pool goes on', async () => {
  await using storage = await open();
  const idle = await storage.pool.query('select pg_backend_pid()');
  const busy = await storage.pool.connect();
  const pid = await serverPid();
  process.kill(pid ?? 0, 'SIGKILL');
  await expect(busy.query('select pg_sleep(10)')).rejects.toThrow();
  busy.release(true);
  expect(idle.rows).toHaveLength(1);
  await expect
    .poll(() => storage.pool.query('select * from notes').then(({ rows }) => rows, String), {
      timeout: 20_000,
    })
    .toEqual([{ text: 'kept' }]);
});

test("the queue's own pool connects, in a schema of its own", async () => {
  await using storage = await open();
  const connection = { ...storage.connection, schema: 'bullmq', migrate: true };
  const queue = new Queue('alarms', { connection }, createPostgresBackend);
  await queue.add('alarm', { id: 'a delivery' }, { jobId: 'a delivery' });
  const rung = Promise.withResolvers<unknown>();
  const worker = new Worker(
    'alarms',
    async job => rung.resolve(job.data),
    { connection },
    createPostgresBackend,
  );
  expect(await rung.promise).toEqual({ id: 'a delivery' });
  await worker.close();
  await queue.close();
});
