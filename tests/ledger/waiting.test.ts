import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Figure } from '../../src/domain/figure.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { plannedDelivery } from '../delivery/delivery-stage.ts';
import { draftOf } from '../delivery/scripted-network.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const DUE = new Date('2027-05-21T06:00:00Z');
const FIGURE: Figure = {
  id: 'women',
  titles: { en: 'Women in custody' },
  unit: 'person',
  value: { kind: 'exact', value: 198 },
  nouns: { en: { one: 'woman', other: 'women' } },
  asOf: '2024-03-26',
  source: { name: { en: 'belaruswomen.org' }, url: 'https://belaruswomen.org/' },
  maxAgeDays: 30,
  earlier: [],
};

let database: TestDatabase;
let ledger: Ledger;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = createLedger(database.kysely<LedgerTables>());
});
afterAll(() => database.close());

async function plan(post: string, occurrence: string, place: string, figures: readonly Figure[] = []) {
  await ledger.freezePost(occurrence, {
    id: post,
    language: 'en',
    body: [],
    tags: [],
    media: [],
    options: {},
    figures,
  });
  const id = `${post}/${occurrence}/${place}`;
  await ledger.plan([
    { delivery: { ...plannedDelivery('any', DUE), id, post, occurrence, place }, draft: draftOf(['x']) },
  ]);
  return id;
}

test('a post that waits in several places is one waiting post, if it states a figure and has not ended', async () => {
  await plan('may-21/women', '2027', 'one', [FIGURE]);
  await plan('may-21/women', '2027', 'two', [FIGURE]);
  await plan('may-21/women', '2028', 'one', [FIGURE]);
  await plan('may-21/eve', '2027', 'one');
  const over = await plan('may-21/ticker', '2027', 'one', [FIGURE]);
  await ledger.move(over, ['planned'], 'cancelled');
  expect(await ledger.waitingPosts()).toEqual([
    { post: 'may-21/women', occurrence: '2027' },
    { post: 'may-21/women', occurrence: '2028' },
  ]);
});

test('deliveries are found by the beginning of their id, whole words of it only, and of their occurrence', async () => {
  const [one, two] = [
    await plan('june/post', 'rehearsal-1', 'one'),
    await plan('june/post', 'rehearsal-1', 'two'),
  ];
  await plan('june/post-scriptum', '2027', 'one');
  const ids = async (filter: Parameters<Ledger['list']>[0]) =>
    (await ledger.list(filter)).map(({ id }) => id).sort();
  expect(await ids({ named: 'june/post' })).toEqual([one, two]);
  expect(await ids({ named: one })).toEqual([one]);
  expect(await ids({ named: 'june/pos' })).toEqual([]);
  expect(await ids({ named: 'june%' })).toEqual([]);
  expect(await ids({ occurrenceStart: 'rehearsal-' })).toEqual([one, two]);
});
