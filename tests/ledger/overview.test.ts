import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Overview } from '../../src/domain/overview.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { createOverview } from '../../src/ledger/create-overview.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { plannedDelivery } from '../delivery/delivery-stage.ts';
import { draftOf } from '../delivery/scripted-network.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let ledger: Ledger;
let overview: Overview;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = createLedger(database.kysely<LedgerTables>());
  overview = createOverview(database.kysely<LedgerTables>());
});
afterAll(() => database.close());

const at = (hour: number) => new Date(Date.UTC(2027, 4, 21, hour));

async function plan(post: string, occurrence: string, place: string, hour: number) {
  const id = `${post}/${occurrence}/${place}`;
  const planned = plannedDelivery('any', at(hour));
  await ledger.plan([{ delivery: { ...planned, id, post, occurrence, place }, draft: draftOf(['x']) }]);
  return id;
}

async function publish(id: string, hour: number, url: string) {
  await ledger.move(id, ['planned'], 'published', { publishedAt: at(hour) });
  await ledger.recordReceipt(id, 0, { id: `remote ${id}`, at: at(hour), url });
}

test('outings are listed by post and time with the states of all their places, the soonest or the latest first', async () => {
  const out = await plan('may-21/eve', '2027', 'one', 6);
  await plan('may-21/eve', '2027', 'two', 7);
  await plan('may-21/morning', '2027', 'one', 9);
  const last = await plan('may-21/morning', '2026', 'one', 5);
  await publish(out, 6, 'https://x.example/1');
  await publish(last, 8, 'https://x.example/2');
  const waiting = { states: ['planned'], order: 'soonest', limit: 10, offset: 0 } as const;
  expect(await overview.outings(waiting)).toEqual([
    {
      post: 'may-21/eve',
      occurrence: '2027',
      dueAt: at(7),
      publishedAt: at(6),
      states: { planned: 1, published: 1 },
    },
    { post: 'may-21/morning', occurrence: '2027', dueAt: at(9), states: { planned: 1 } },
  ]);
  expect(await overview.outings({ ...waiting, limit: 1, offset: 1 })).toHaveLength(1);
  const published = await overview.outings({ ...waiting, states: ['published'], order: 'latest' });
  expect(published.map(({ post, occurrence }) => `${post} ${occurrence}`)).toEqual([
    'may-21/morning 2026',
    'may-21/eve 2027',
  ]);
  expect(await overview.countOutings(['planned'])).toBe(2);
  expect(await overview.countOutings(['failed'])).toBe(0);
});

test('the places of an outing come with the address of the first part, what is not out first', async () => {
  const places = await overview.places({ post: 'may-21/eve', occurrence: '2027' }, 10);
  expect(places.map(({ delivery, url }) => [delivery.place, delivery.state, url])).toEqual([
    ['two', 'planned', undefined],
    ['one', 'published', 'https://x.example/1'],
  ]);
  expect(await overview.places({ post: 'may-21/eve', occurrence: '2027' }, 1)).toHaveLength(1);
});

test('calls count against a limit for as long as its window lasts', async () => {
  const id = await plan('may-21/women', '2027', 'one', 10);
  const { network } = plannedDelivery('any', at(10));
  const version = await ledger.claim(id, 1, 'worker', 60_000);
  const intent = { index: 0, key: 'k', at: at(10), limit: { calls: 5, perMs: 60_000 } };
  expect(await overview.calls(network, 60_000)).toBe(0);
  expect(await ledger.recordIntent(id, version ?? 0, intent)).toMatchObject({ outcome: 'written' });
  expect(await overview.calls(network, 60_000)).toBe(1);
  expect(await overview.calls('other', 60_000)).toBe(0);
});

test('the audit comes page by page, the newest first', async () => {
  for (const subject of ['one', 'two', 'three']) {
    await ledger.audit({ at: at(1), admin: '7', action: 'cancel', subject, before: null, after: null });
  }
  const { lines, total } = await overview.audit({ limit: 2, offset: 1 });
  expect([lines.map(({ subject }) => subject), total]).toEqual([['two', 'one'], 3]);
});
