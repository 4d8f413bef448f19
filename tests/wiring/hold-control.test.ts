import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { takeControl } from '../../src/storage/take-control.ts';
import { holdControl } from '../../src/wiring/hold-control.ts';
import { until } from '../delivery/delivery-stage.ts';
import { createTestDatabase } from '../support/database.ts';

/** Ends the sessions that hold the lock, as a server does that is started again. */
async function endSessions({ pool }: Storage): Promise<void> {
  await pool.query(`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
}

/** It may be taken again within milliseconds: looked at in each turn of the loop. */
async function lose(database: Storage, inControl: () => boolean): Promise<void> {
  await Promise.all([endSessions(database), untilLost(inControl)]);
}

async function untilLost(inControl: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (inControl()) {
    if (performance.now() > end) throw new Error('control was not lost');
    await setImmediate();
  }
}

test('control that was lost is taken again; while another process has it, the room is closed', async () => {
  await using database = await createTestDatabase();
  const other = { dataDir: '/nonexistent', databaseUrl: database.url, log: silentLog };
  await using elsewhere = await openStorage(other);
  const events: string[] = [];
  let inControl = () => false;
  await using held = await holdControl({
    control: await takeControl(database, { wait: false }),
    storage: database,
    log: silentLog,
    async openRoom(asked) {
      inControl = asked;
      events.push('opened');
      return {
        url: 'http://127.0.0.1/',
        start: async () => void events.push('started'),
        [Symbol.asyncDispose]: async () => void events.push('closed'),
      };
    },
  });
  await held.start();
  expect(inControl()).toBe(true);

  await lose(database, () => inControl());
  await until(inControl);
  expect(events).toEqual(['opened', 'started']);

  // Another one asks all the while, and is first. Once it is, its session is not the one to end.
  const stealing = takeControl(elsewhere, { wait: true });
  let stolen = false;
  void stealing.then(() => (stolen = true));
  while (!stolen) {
    if (inControl()) await lose(database, () => inControl());
    await until(() => stolen || inControl());
  }
  await until(() => events.at(-1) === 'closed');
  expect(inControl()).toBe(false);
  await (await stealing).release();
  await until(() => events.at(-1) === 'started');
  expect(events).toEqual(['opened', 'started', 'closed', 'opened', 'started']);
  expect(inControl()).toBe(true);
});
