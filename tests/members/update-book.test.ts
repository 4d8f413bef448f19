import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUpdateBook } from '../../src/members/create-update-book.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const now = new Date('2027-05-21T06:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const open = (bot: string) => createUpdateBook(database.kysely(), bot);

test('an update is taken once, in whatever order, by whatever process', async () => {
  const [one, other] = [open('1'), open('1')];
  expect(await one.claim(100, now)).toBe(true);
  expect(await other.claim(100, now)).toBe(false);
  expect(await other.claim(99, now)).toBe(true);
  expect(await one.claim(99, now)).toBe(false);
  const racing = await Promise.all(Array.from({ length: 8 }, () => open('1').claim(101, now)));
  expect(racing.filter(Boolean)).toHaveLength(1);
  // Another bot counts by itself.
  expect(await open('2').claim(100, now)).toBe(true);
});

test('what lies far back is not taken, but after a quiet week Telegram begins anew with any number', async () => {
  const book = open('3');
  await book.claim(5_000_000, now);
  expect(await book.claim(4_999_001, now)).toBe(true);
  await book.claim(5_000_001, now);
  expect(await book.claim(4_999_000, now)).toBe(false);
  expect(await book.claim(17, later(1))).toBe(false);
  expect(await book.claim(17, later(7))).toBe(true);
  expect(await book.claim(18, later(7))).toBe(true);
  expect(await book.claim(17, later(7))).toBe(false);
});

test('only the last thousand are kept', async () => {
  await database.pool.query(
    "insert into taken_updates (bot, update_id, at) select '4', n, now() from generate_series(1, 1500) n",
  );
  await open('4').claim(1_501, now);
  const { rows } = await database.pool.query<{ count: string }>(
    "select count(*) from taken_updates where bot = '4'",
  );
  expect(Number(rows[0]?.count)).toBe(1_000);
});
