import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFigureUseCases } from '../../src/campaign/figures/create-figure-use-cases.ts';
import { fetchDueFigures } from '../../src/campaign/figures/fetch-figures.ts';
import type { FigureDesk, FigureUseCases } from '../../src/campaign/figures/figure-use-cases.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { createFigureBook } from '../../src/figures/create-figure-book.ts';
import type { FigureTables } from '../../src/figures/tables.ts';
import { createFigureFetcher } from '../../src/sources/http-figures/create-figure-fetcher.ts';
import { baseFigure, exactly, NOW } from '../figures/reading.ts';
import { campaignOf } from '../rendering/sample.ts';
import { serveFigures } from '../sources/figure-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let server: Awaited<ReturnType<typeof serveFigures>>;
/** What the server says, by path. */
let said: Record<string, string>;
let desk: FigureDesk;
let figures: FigureUseCases;
let now: Date;
const audited: string[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  now = NOW;
  said = {};
  server = await serveFigures((request, response) => {
    const text = said[request.url ?? ''];
    response.writeHead(text === undefined ? 500 : 200, { 'content-type': 'application/json' }).end(text);
  });
  desk = {
    campaigns: [sourced(['/one', '/two'])],
    book: createFigureBook(database.kysely<FigureTables>()),
    ledger: { audit: async ({ admin, action }) => void audited.push(`${admin} ${action}`) },
    fetchFigure: createFigureFetcher({}),
    now: () => now,
  };
  figures = createFigureUseCases(desk);
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});

function sourced(paths: readonly string[]): Campaign {
  const { campaign } = campaignOf({ text: 'x', figures: [baseFigure()] });
  return {
    ...campaign,
    allowHosts: [server.host],
    fetches: paths.map(path => ({
      figure: 'women',
      source: { name: { en: path }, url: `https://source.example${path}` },
      url: new URL(path, server.url).href,
      value: { kind: 'json', pointer: '/n' },
      date: { kind: 'json', pointer: '/day' },
      everyMs: 3_600_000,
    })),
  };
}

const say = (n: unknown, day = '2026-11-20') => JSON.stringify({ n, day });
const inForce = async () => {
  const { figure } = await figures.show('women');
  return [figure.value, figure.asOf, figure.source.url];
};
const outcomes = async () => (await figures.fetch()).map(({ outcome }) => outcome);

test('what a source says comes into force, and asked again it is as it was', async () => {
  said = { '/one': say(201), '/two': say(201) };
  expect(await outcomes()).toEqual(['in force', 'in force']);
  expect(await inForce()).toEqual([exactly(201), '2026-11-20', 'https://source.example/two']);
  expect(await outcomes()).toEqual(['as it was', 'as it was']);
});

test('a jump, a fall to 0, an odd date wait for an admin, and the old value stays in force', async () => {
  for (const odd of [say(400), say(0), say(199, '2027-01-01'), say(199, '2020-01-01')]) {
    said = { '/one': odd, '/two': say(198, '2024-03-26') };
    expect((await outcomes())[0]).toBe('waits');
    expect((await inForce()).slice(0, 2)).toEqual([exactly(198), '2024-03-26']);
  }
  const { waiting } = await figures.show('women');
  expect(waiting).toHaveLength(4);
  await expect(figures.confirm({ figure: 'women', by: '7' })).rejects.toThrow(
    'Several readings of women wait',
  );
  const jump = waiting.find(({ why }) => why?.includes('jumps'))?.number ?? 0;
  await figures.confirm({ figure: 'women', reading: jump, by: '7' });
  expect((await inForce())[0]).toEqual(exactly(400));
  await figures.undo({ figure: 'women', reading: jump, by: '7' });
  expect((await inForce())[0]).toEqual(exactly(198));
  expect(audited.slice(-2)).toEqual(['7 confirm figure', '7 undo figure']);
});

test('sources that disagree are shown side by side, and the second one waits', async () => {
  said = { '/one': say(201), '/two': say(205) };
  const [, second] = await figures.fetch();
  expect(second).toMatchObject({
    outcome: 'waits',
    why: 'https://source.example/one says another number for the same date',
  });
  await figures.confirm({ figure: 'women', by: '7' });
  const { disagreeing } = await figures.show('women');
  expect(disagreeing.map(({ value, source }) => [value, source.url])).toEqual([
    [exactly(205), 'https://source.example/two'],
    [exactly(201), 'https://source.example/one'],
  ]);
});

test('a source that breaks changes nothing, and is told once until it has worked again', async () => {
  const told = async () => {
    await figures.fetch();
    const news = await desk.book.untold(10);
    for (const one of news) await desk.book.markTold(one, now);
    return news.map(one => (one.kind === 'source broken' ? one.source.fault : one.kind));
  };
  said = { '/one': '<html>', '/two': say(201) };
  expect(await told()).toEqual(['its answer is no JSON']);
  said['/one'] = say('about 201');
  expect(await told()).toEqual([]);
  said['/one'] = say(201);
  expect(await told()).toEqual([]);
  delete said['/one'];
  expect(await told()).toEqual(['it answers 500']);
  expect((await inForce())[0]).toEqual(exactly(201));
});

test('sources are asked again when their time has come', async () => {
  said = { '/one': say(201), '/two': say(201) };
  const due = () => fetchDueFigures(desk, new AbortController().signal);
  expect(await due()).toHaveLength(2);
  expect(await due()).toHaveLength(0);
  now = new Date(now.getTime() + 3_600_000);
  expect(await due()).toHaveLength(2);
});

test.each([
  [{ value: '1,59' }, '"1,59" is no whole number'],
  [{ value: '5-2' }, 'from the smaller to the larger'],
  [{ asOf: '21.11.2026' }, '"21.11.2026" is no date of a figure'],
  [{ figure: 'men' }, 'There is no figure "men": use one of women.'],
  [{ source: { name: ' ', url: 'https://x.example/' } }, 'The name of the source'],
  [{ source: { name: 'X', url: 'x.example' } }, 'is no web address of a source'],
])('what an admin sets badly is refused in a sentence: %j', async (over, sentence) => {
  const request = { figure: 'women', value: '201', asOf: '2026-11-20', by: '7', ...over };
  await expect(figures.set(request)).rejects.toThrow(sentence);
  expect(await desk.book.readings({})).toEqual([]);
});

test('bounds and ranges are set as they are shown', async () => {
  for (const value of ['>190', '<199', '190-201', '1 99'.replace(' ', '')]) {
    const { reading } = await figures.set({ figure: 'women', value, asOf: '2026-11-20', by: '7' });
    expect(reading?.state).toBe('confirmed');
  }
  expect((await figures.show('women')).history.map(({ value }) => value.kind)).toEqual([
    'exact',
    'range',
    'less-than',
    'more-than',
  ]);
});
