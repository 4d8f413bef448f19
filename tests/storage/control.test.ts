import { once } from 'node:events';
import { expect, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { takeControl } from '../../src/storage/take-control.ts';
import { createTestDatabase } from '../support/database.ts';

test('a second control process is refused, or waits until the first one ends', async () => {
  await using database = await createTestDatabase();
  await using other = await openStorage({
    dataDir: '/nonexistent',
    databaseUrl: database.url,
    log: silentLog,
  });
  const first = await takeControl(database, { wait: false });
  const refused = takeControl(other, { wait: false });
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(/^DATABASE_URL is used by another running bot: stop that one first/);
  let taken = false;
  const second = takeControl(other, { wait: true }).then(control => {
    taken = true;
    return control;
  });
  await database.pool.query('select pg_sleep(0.6)');
  expect(taken).toBe(false);
  await first.release();
  await (await second).release();
});

test('a storage is shared without control', async () => {
  await using database = await createTestDatabase();
  await using _control = await takeControl(database, { wait: false });
  await using worker = await openStorage({
    dataDir: '/nonexistent',
    databaseUrl: database.url,
    log: silentLog,
  });
  expect((await worker.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('waiting ends with its signal', async () => {
  await using database = await createTestDatabase();
  await using _control = await takeControl(database, { wait: false });
  const impatience = new AbortController();
  const waiting = takeControl(database, { wait: true, signal: impatience.signal });
  impatience.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});

test('a lost connection says so, and control can be taken again', async () => {
  await using database = await createTestDatabase();
  await using control = await takeControl(database, { wait: false });
  const lost = once(control.lost, 'abort');
  await database.pool.query(`select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
  await lost;
  await using again = await takeControl(database, { wait: false });
  expect(again.lost.aborted).toBe(false);
});
