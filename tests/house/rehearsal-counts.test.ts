import { expect, test } from 'vitest';
import { openApp } from '../../src/app.ts';
import { rehearse } from '../../src/campaign/rehearse.ts';
import { loadSettings } from '../../src/wiring/settings.ts';
import { temporaryFolder } from '../end-to-end/bot.ts';
import { createTestDatabase } from '../support/database.ts';

const HOUR = 3_600_000;

test('another rehearsal begins with no call counted; one that was cut short goes on with what it had', async () => {
  await using database = await createTestDatabase();
  await using folder = await temporaryFolder();
  const { redisUrl: _, ...own } = loadSettings();
  const settings = { ...own, dataDir: folder.path, databaseUrl: database.url, networks: new Map() };
  const count = async () => {
    const { rows } = await database.pool.query<{ count: number }>(
      'select (select count(*) from calls)::integer + (select count(*) from allowances)::integer as count',
    );
    return rows[0]?.count;
  };
  const useUp = async () => {
    await database.pool.query(`insert into calls (network, place, delivery, index, called_at, answered_at)
      select 'x', 'x-en', 'of the stage before', n, now(), now() from generate_series(1, 100) n`);
    await database.pool.query(
      `insert into allowances values ('x', 'x-rate-limit', 0, now(), now() + interval '15 minutes')`,
    );
  };
  await useUp();
  await using first = await openApp(settings, { only: 'worker' });
  expect(await count()).toBe(0);
  await rehearse(first.house, { firstInMs: HOUR, gapMs: 1_000 });
  await first.close();
  await useUp();
  await using cutShort = await openApp(settings, { only: 'worker' });
  expect(await count()).toBe(101);
  await cutShort.close();
}, 60_000);
