import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger, PlannedDelivery } from '../../src/domain/ledger.ts';
import type { Post } from '../../src/domain/post.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { plannedDelivery } from '../delivery/delivery-stage.ts';
import { draftOf } from '../delivery/scripted-network.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const DUE = new Date('2027-05-21T06:00:00Z');
const FREE = { calls: 1000, perMs: 1000 };
let database: TestDatabase;
let ledger: Ledger;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = createLedger(database.kysely<LedgerTables>());
});
afterAll(() => database.close());

function planned(name: string, texts: readonly string[] = ['x']): PlannedDelivery {
  return { delivery: plannedDelivery(name, DUE), draft: draftOf(texts) };
}

async function claimed(name: string, place = 'testnet-en'): Promise<{ id: string; version: number }> {
  const { delivery, draft } = planned(name, ['one', 'two']);
  const [id = ''] = await ledger.plan([{ delivery: { ...delivery, place }, draft }]);
  const version = await ledger.claim(id, 1, 'a worker', 60_000);
  expect(version).toBe(2);
  return { id, version: version ?? 0 };
}

const intent = (index = 0) => ({ index, key: `key ${index}`, at: DUE, limit: FREE });

describe('a frozen post', () => {
  it('is the first that was given for the occurrence', async () => {
    const post: Post = {
      id: 'may-21/morning',
      language: 'ru',
      body: [{ kind: 'paragraph', segments: [{ kind: 'text', text: 'Сегодня' }] }],
      tags: [],
      media: [],
      options: {},
      figures: [],
    };
    await ledger.freezePost('2027', post);
    await ledger.freezePost('2027', { ...post, tags: ['Belarus'] });
    expect(await ledger.frozenPost('2027', post.id, 'ru')).toEqual(post);
    expect(await ledger.frozenPost('2027', post.id, 'en')).toBeUndefined();
  });
});

describe('plans', () => {
  it('are kept in any number, and listed page by page, the next due first', async () => {
    const many = Array.from({ length: 2500 }, (_, n) => ({
      ...planned(`many-${n}`),
      delivery: {
        ...plannedDelivery(`many-${n}`, new Date(DUE.getTime() + n)),
        post: 'many/post',
        occurrence: '2028',
      },
    }));
    expect(await ledger.plan(many)).toHaveLength(2500);
    expect(await ledger.count({ post: 'many/post' })).toBe(2500);
    const page = await ledger.list({ post: 'many/post', occurrence: '2028', limit: 2, offset: 10 });
    expect(page.map(({ id }) => id)).toEqual([
      'may-21/many-10/2027/testnet-en',
      'may-21/many-11/2027/testnet-en',
    ]);
    expect(await ledger.count({ post: 'many/post', ringBefore: new Date(DUE.getTime() + 5) })).toBe(5);
  });
});

describe('a lease', () => {
  it('goes to one worker only, and ends by itself', async () => {
    const [id = ''] = await ledger.plan([planned('lease')]);
    const claims = await Promise.all(['a', 'b', 'c'].map(worker => ledger.claim(id, 1, worker, 60_000)));
    expect(claims.filter(version => version !== undefined)).toEqual([2]);
    expect(await ledger.renew(id, 2, 0)).toBe(true);
    expect(await ledger.renew(id, 1, 60_000)).toBe(false);
    expect(await ledger.recordIntent(id, 2, intent())).toEqual({ outcome: 'lease lost' });
    const record = await ledger.read(id);
    expect(record?.lease?.leftMs).toBeLessThanOrEqual(0);
  });

  it('that was taken over lets its old worker write no intent and no state, but any receipt', async () => {
    const { id, version } = await claimed('fenced');
    expect(await ledger.recordIntent(id, version, intent())).toMatchObject({ outcome: 'written' });
    const next = await ledger.claim(id, version, 'another', 60_000);
    expect(await ledger.recordIntent(id, version, intent())).toEqual({ outcome: 'lease lost' });
    expect(await ledger.move(id, ['publishing'], 'failed', {}, version)).toBe(false);
    await ledger.recordReceipt(id, 0, { id: '41', at: DUE, ref: { cid: 'x' } }, 5);
    await ledger.recordReceipt(id, 0, { id: '42', at: DUE }, 5);
    expect(await ledger.recordIntent(id, next ?? 0, intent())).toEqual({ outcome: 'published already' });
    expect((await ledger.read(id))?.parts[0]?.receipt).toEqual({ id: '41', at: DUE, ref: { cid: 'x' } });
    // What an admin vouches for has no number that anything could stand behind.
    await ledger.recordReceipt(id, 1, { id: '', at: DUE }, 5);
    // What was called for at that very time may stand before the receipt.
    expect(await ledger.lastReceipt('testnet-en', DUE)).toBeUndefined();
    expect(await ledger.lastReceipt('testnet-en', new Date(DUE.getTime() + 1))).toMatchObject({ id: '41' });
  });
});

describe('an intent', () => {
  it('keeps its key and its first time until it is taken back', async () => {
    const { id, version } = await claimed('intent');
    await ledger.recordIntent(id, version, intent());
    await ledger.recordIntent(id, version, { ...intent(), key: 'another', at: new Date(DUE.getTime() + 1) });
    expect((await ledger.read(id))?.parts[0]).toMatchObject({ key: 'key 0', intentAt: DUE });
    await ledger.clearIntent(id, 0, 5);
    const cleared = (await ledger.read(id))?.parts[0];
    expect(cleared?.key).toBe('key 0');
    expect(cleared).not.toHaveProperty('intentAt');
  });

  it('is refused under a hold of its network, place or campaign, and says which', async () => {
    const { id, version } = await claimed('held');
    for (const scope of ['network testnet', 'place testnet-en', 'campaign may-21', 'all'] as const) {
      const hold = { scope, kind: 'pause' as const, why: 'paused by 7', by: '7', since: DUE };
      await ledger.hold(hold);
      expect(await ledger.recordIntent(id, version, intent())).toEqual({ outcome: 'held', hold });
      await ledger.lift(scope, 'pause');
    }
    await ledger.hold({ scope: 'place testnet-ru', kind: 'pause', why: 'elsewhere', by: '7', since: DUE });
    expect(await ledger.recordIntent(id, version, intent())).toMatchObject({ outcome: 'written' });
    await ledger.lift('place testnet-ru', 'pause');
  });

  it('waits for room in the limit of its place', async () => {
    const { id, version } = await claimed('room');
    const limit = { ...FREE, perPlace: [{ calls: 1, perMs: 3_600_000 }] };
    const answer = await ledger.recordIntent(id, version, { ...intent(), limit });
    expect(answer.outcome).toBe('wait');
  });
});

describe('the call of a worker that is gone', () => {
  it('keeps its place waiting no longer than a call that was answered when it was taken over', async () => {
    const { id, version } = await claimed('gone', 'left');
    const { id: next, version: nextVersion } = await claimed('next of the place', 'left');
    const limit = { ...FREE, perPlace: [{ calls: 1, perMs: 50 }] };
    const ask = () => ledger.recordIntent(next, nextVersion, { ...intent(), limit });
    expect(await ledger.recordIntent(id, version, intent())).toMatchObject({ outcome: 'written' });
    const held = await ask();
    expect(held).toMatchObject({ outcome: 'wait', full: 'place' });
    await setTimeout(60);
    expect(await ask()).toMatchObject({ outcome: 'wait' });
    await ledger.claim(id, version, 'its heir', 60_000);
    await setTimeout(60);
    expect(await ask()).toMatchObject({ outcome: 'written' });
  });
});

describe('an upload', () => {
  it('is kept with its part, the newest of a file', async () => {
    const { id } = await claimed('upload');
    await ledger.recordUpload(id, 0, { mediaId: 'a', ref: { file: 1 } });
    await ledger.recordUpload(id, 0, { mediaId: 'b', ref: { file: 2 } });
    await ledger.recordUpload(id, 0, { mediaId: 'a', ref: { file: 3 } });
    expect((await ledger.read(id))?.parts[0]?.uploads).toEqual([
      { mediaId: 'b', ref: { file: 2 } },
      { mediaId: 'a', ref: { file: 3 } },
    ]);
  });
});
