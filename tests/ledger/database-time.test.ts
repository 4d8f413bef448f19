import { expect, it } from 'vitest';
import { createDatabaseTime } from '../../src/ledger/database-time.ts';

/** The database's clock is this far ahead. */
const AHEAD = 1_000_000;

it('is converted with the tightest bounds that were seen, and never too early', () => {
  const time = createDatabaseTime();
  expect(time.toDatabase(5)).toBeUndefined();
  time.tells(AHEAD + 10, 0, 40);
  expect(time.toProcess(AHEAD + 100)).toBe(130);
  expect(time.toDatabase(100)).toBe(AHEAD + 110);
  time.tells(AHEAD + 51, 50, 90);
  time.tells(AHEAD + 118, 100, 119);
  expect(time.toProcess(AHEAD + 200)).toBe(201);
  expect(time.toDatabase(200)).toBe(AHEAD + 201);
});

it('forgets what it knew when a clock was set, and what is old', () => {
  const time = createDatabaseTime();
  time.tells(AHEAD + 5, 4, 6);
  time.tells(AHEAD - 5_000, 10, 20);
  expect(time.toProcess(AHEAD - 5_000)).toBe(20);
  expect(time.toDatabase(20)).toBe(AHEAD - 4_990);
  time.tells(AHEAD - 5_010 + 40_000, 40_000, 40_030);
  expect(time.toProcess(AHEAD - 5_010 + 40_000)).toBe(40_030);
});
