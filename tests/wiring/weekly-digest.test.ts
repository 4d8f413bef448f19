import { afterAll, beforeAll, expect, test } from 'vitest';
import type { News } from '../../src/admin/news.ts';
import { lastDigestTime } from '../../src/planning/last-digest-time.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createClaims } from '../../src/storage/create-claims.ts';
import { createWeeklyDigest } from '../../src/wiring/weekly-digest.ts';
import { createFakeHouse } from '../admin/admin-harness.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A Monday, 09:00 in Warsaw. */
const MONDAY = new Date('2027-05-17T07:00:00Z');
const minutesAfter = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

test.each([
  ['2027-05-17T07:00:00Z', '2027-05-17'],
  ['2027-05-17T06:59:59Z', '2027-05-10'],
  ['2027-05-23T22:30:00Z', '2027-05-17'],
])('at %s, in Warsaw, the week is that of %s', (now, week) => {
  expect(lastDigestTime('Europe/Warsaw', 9, new Date(now)).week).toBe(week);
});

/** A control of its own, which may be restarted. */
function control(now: () => Date, tell: (news: readonly News[]) => Promise<void>, since = new Date(0)) {
  return createWeeklyDigest({
    useCases: createFakeHouse(),
    chat: { tell },
    claims: createClaims(database),
    since,
    clock: { now },
    log: silentLog,
  });
}

test('the week is told once, by whichever of two controls comes first, and not again after a restart', async () => {
  const told: (readonly News[])[] = [];
  const tell = async (news: readonly News[]) => void told.push(news);
  const [one, other] = [control(() => minutesAfter(0), tell), control(() => minutesAfter(0), tell)];
  await Promise.all([one.look(), other.look(), one.look()]);
  await control(() => minutesAfter(600), tell).look();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject([{ kind: 'week', report: { until: MONDAY } }]);
  await control(() => minutesAfter(7 * 24 * 60), tell).look();
  expect(told).toHaveLength(2);
});

test('what could not be told is told at the next look; a week that is long over, or before the bot, is not', async () => {
  const next = () => minutesAfter(14 * 24 * 60 + 1);
  let away = true;
  const told: unknown[] = [];
  const tell = async (news: readonly News[]) => {
    if (away) throw new Error('Telegram is away');
    told.push(news);
  };
  const digest = control(next, tell);
  await digest.look();
  away = false;
  await control(next, tell, minutesAfter(14 * 24 * 60 + 1)).look();
  await control(() => minutesAfter(14 * 24 * 60 + 49 * 60), tell).look();
  expect(told).toEqual([]);
  await digest.look();
  expect(told).toHaveLength(1);
});
