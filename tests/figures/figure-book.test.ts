import { expect, test } from 'vitest';
import { createFigureBook } from '../../src/figures/create-figure-book.ts';
import type { FigureTables } from '../../src/figures/tables.ts';
import { createTestDatabase } from '../support/database.ts';
import { exactly, NOW, newReading } from './reading.ts';

test('keeps every reading with who set it, and what was decided of it by whom', async () => {
  await using database = await createTestDatabase();
  const book = createFigureBook(database.kysely<FigureTables>());
  const before = await book.revision();
  const first = await book.record(newReading());
  const second = await book.record(newReading({ value: exactly(400), state: 'waiting', why: 'it jumps' }));
  expect(await book.revision()).not.toBe(before);
  expect(first?.number).toBe(1);
  const number = second?.number ?? 0;
  const later = new Date(NOW.getTime() + 1000);
  expect(await book.decide(number, ['waiting'], 'confirmed', '42', later)).toBe(true);
  expect(await book.decide(number, ['waiting'], 'confirmed', '43', later)).toBe(false);
  const readings = await book.readings({ campaign: 'may-21', figure: 'women' });
  expect(readings.map(({ value, state, decided }) => ({ value, state, decided }))).toEqual([
    { value: exactly(400), state: 'confirmed', decided: { by: '42', at: later } },
    { value: exactly(201), state: 'confirmed', decided: undefined },
  ]);
  await book.decide(number, ['confirmed'], 'undone', '42', later);
  expect((await book.readings({ states: ['confirmed'] })).map(reading => reading.number)).toEqual([1]);
});

test('the same said again by the same is no new reading, also when both say it at once', async () => {
  await using database = await createTestDatabase();
  const book = createFigureBook(database.kysely<FigureTables>());
  const said = await Promise.all(Array.from({ length: 5 }, () => book.record(newReading())));
  expect(said.filter(reading => reading !== undefined)).toHaveLength(1);
  expect(await book.record(newReading({ by: 'https://other.example/' }))).toBeDefined();
});

test('a source that keeps failing is told once, and again when it has worked in between', async () => {
  await using database = await createTestDatabase();
  const book = createFigureBook(database.kysely<FigureTables>());
  const visit = { campaign: 'may-21', figure: 'women', url: 'https://spring96.org/', checkedAt: NOW };
  const tell = async () => {
    const news = await book.untold(10);
    for (const one of news) await book.markTold(one, NOW);
    return news.length;
  };
  const told = [];
  for (const fault of ['no JSON', 'no JSON', 'timed out', undefined, 'no JSON']) {
    await book.noteVisit({ ...visit, ...(fault === undefined ? {} : { fault }) });
    told.push(await tell());
  }
  expect(told).toEqual([1, 0, 0, 0, 1]);
});

test('a reading that waits is told once', async () => {
  await using database = await createTestDatabase();
  const book = createFigureBook(database.kysely<FigureTables>());
  await book.record(newReading({ state: 'waiting', why: 'it falls to 0' }));
  await book.record(newReading({ asOf: '2026-11-19' }));
  const [news, ...rest] = await book.untold(10);
  expect(news).toMatchObject({ kind: 'reading waits', reading: { why: 'it falls to 0' } });
  expect(rest).toEqual([]);
  if (news !== undefined) await book.markTold(news, NOW);
  expect(await book.untold(10)).toEqual([]);
});
