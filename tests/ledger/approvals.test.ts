import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalBook } from '../../src/domain/approval.ts';
import type { Ledger, PlannedDelivery } from '../../src/domain/ledger.ts';
import { redraft } from '../../src/ledger/amendments/redraft.ts';
import { createApprovalBook } from '../../src/ledger/approvals/create-approval-book.ts';
import type { ApprovalTables } from '../../src/ledger/approvals/tables.ts';
import { createCalendarBook } from '../../src/ledger/create-calendar-book.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { plannedDelivery } from '../delivery/delivery-stage.ts';
import { draftOf } from '../delivery/scripted-network.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const DUE = new Date('2027-05-21T06:00:00Z');
const HOUR_MS = 3_600_000;
const ahead = (hours: number) => new Date(DUE.getTime() - hours * HOUR_MS);
const [EDITOR, ANNA, OLGA, IVAN] = ['1', '2', '3', '4'];
const FREE = { calls: 1000, perMs: 1000 };

let database: TestDatabase;
let ledger: Ledger;
let book: ApprovalBook;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = createLedger(database.kysely<LedgerTables>());
  book = createApprovalBook(database.kysely<ApprovalTables>());
});
afterAll(() => database.close());

/** A post of the editor, in two places, that two others have to approve. */
async function plan(name: string, needed = 2): Promise<{ post: string; id: string; other: string }> {
  const delivery = plannedDelivery(name, DUE);
  const other = { ...delivery, id: delivery.id.replace('-en', '-ru'), place: 'testnet-ru', language: 'ru' };
  const held = { by: 'approval' as const, why: '' };
  const planned: PlannedDelivery[] = [delivery, other].map(one => ({
    delivery: one,
    draft: draftOf(['one', 'two']),
    held,
    approvalsNeeded: needed,
  }));
  await book.noteWriter(delivery.post, '2027', EDITOR);
  await ledger.plan(planned);
  await book.ask(delivery.post, '2027', ahead(48));
  return { post: delivery.post, id: delivery.id, other: other.id };
}

async function approve(
  post: string,
  admin: string,
  hash?: string,
  answer: 'approved' | 'rejected' = 'approved',
) {
  const shown = hash ?? (await book.request(post, '2027'))?.hash ?? '';
  return book.answer({ post, occurrence: '2027', hash: shown, admin, answer, at: ahead(24) });
}

/** What a worker is told that wants to send it now, whatever state it has. */
async function tryToSend(id: string) {
  const record = await ledger.read(id);
  const version = await ledger.claim(id, record?.version ?? 0, 'a worker', 60_000);
  const answer = await ledger.recordIntent(id, version ?? 0, { index: 0, key: 'k', at: DUE, limit: FREE });
  if (answer.outcome !== 'written') await ledger.move(id, ['publishing'], 'scheduled');
  return answer.outcome;
}

describe('the gate', () => {
  it('lets no intent be written until enough others have approved, whatever state the delivery was forced into', async () => {
    const { post, id } = await plan('gate');
    expect((await ledger.read(id))?.delivery).toMatchObject({
      state: 'held',
      heldBy: 'approval',
      approvals: { given: 0, needed: 2 },
    });
    expect(await tryToSend(id)).toBe('unapproved');
    expect(await approve(post, ANNA)).toBe('counted');
    expect(await tryToSend(id)).toBe('unapproved');
    expect((await ledger.read(id))?.parts.some(({ intentAt }) => intentAt !== undefined)).toBe(false);
    expect(await approve(post, OLGA)).toBe('counted');
    expect((await ledger.read(id))?.delivery.approvals).toEqual({ given: 2, needed: 2 });
    expect(await tryToSend(id)).toBe('written');
  });

  it('counts each member once, and never who wrote it', async () => {
    const { post, id } = await plan('once');
    expect(await approve(post, EDITOR)).toBe('own');
    expect(await approve(post, ANNA)).toBe('counted');
    expect(await approve(post, ANNA)).toBe('answered');
    const answers = await Promise.all([OLGA, OLGA, OLGA].map(admin => approve(post, admin)));
    expect(answers.toSorted()).toEqual(['answered', 'answered', 'counted']);
    expect(await approve(post, IVAN)).toBe('over');
    await book.noteWriter(post, '2027', OLGA);
    expect(await tryToSend(id)).toBe('unapproved');
  });

  it('closes after a rejection, also where it was approved', async () => {
    const { post, id } = await plan('rejected', 1);
    await approve(post, ANNA);
    expect(await approve(post, IVAN, undefined, 'rejected')).toBe('counted');
    expect(await tryToSend(id)).toBe('unapproved');
    expect(await approve(post, OLGA)).toBe('over');
    expect(await book.ended(ahead(24))).toContainEqual({ id, rejected: '' });
  });

  it('does not stop a thread that is half out', async () => {
    const { post, id } = await plan('half', 1);
    await approve(post, ANNA);
    expect(await tryToSend(id)).toBe('written');
    await ledger.recordReceipt(id, 0, { id: '1', at: DUE }, 1);
    await book.keepOnly([], ahead(1));
    const version = (await ledger.read(id))?.version ?? 0;
    expect(
      await ledger.recordIntent(id, version, { index: 1, key: 'k', at: DUE, limit: FREE }),
    ).toMatchObject({
      outcome: 'written',
    });
  });
});

describe('an approval is void', () => {
  const changes: [string, (ids: { post: string; id: string; other: string }) => Promise<unknown>][] = [
    ['another text', ({ id }) => redraft(database.kysely<LedgerTables>(), id, draftOf(['one', 'changed']))],
    [
      'another picture',
      ({ id }) => {
        const [first, ...rest] = draftOf(['one', 'two']).parts;
        const media = [{ id: 'f00d', path: 'a.png', type: 'image/png', alt: 'A' }];
        return redraft(database.kysely<LedgerTables>(), id, {
          parts: first === undefined ? [] : [{ ...first, media }, ...rest],
        });
      },
    ],
    ['another time', ({ id }) => createCalendarBook(database.kysely()).retimeHeld(id, ahead(2))],
    [
      'a change in the other language',
      ({ other }) => redraft(database.kysely<LedgerTables>(), other, draftOf(['один'])),
    ],
  ];
  it.each(changes)('after %s, and is asked anew', async (what, change) => {
    const name = what.replaceAll(' ', '-');
    const ids = await plan(name, 1);
    const old = (await book.request(ids.post, '2027'))?.hash;
    await approve(ids.post, ANNA);
    await change(ids);
    expect(await approve(ids.post, OLGA, old)).toBe('over');
    await book.renew(ahead(12));
    const request = await book.request(ids.post, '2027');
    expect(request?.hash).not.toBe(old);
    expect(request?.answers).toEqual([]);
    expect(await tryToSend(ids.id)).toBe('unapproved');
    expect(await approve(ids.post, ANNA, old)).toBe('over');
    expect(await approve(ids.post, ANNA)).toBe('counted');
    expect(await tryToSend(ids.id)).toBe('written');
  });

  it('at once, before anybody has looked, where the draft is another one', async () => {
    const { post, id } = await plan('at-once', 1);
    await approve(post, ANNA);
    await redraft(database.kysely<LedgerTables>(), id, draftOf(['one', 'smuggled']));
    expect((await ledger.read(id))?.unapproved).toBe(true);
    expect(await tryToSend(id)).toBe('unapproved');
  });

  it('when the text comes back to what was approved once', async () => {
    const { post, id } = await plan('back', 1);
    await approve(post, ANNA);
    for (const text of ['changed', 'two']) {
      await redraft(database.kysely<LedgerTables>(), id, draftOf(['one', text]));
      await book.renew(ahead(12));
    }
    expect(await tryToSend(id)).toBe('unapproved');
  });

  it('when who gave it may not approve any more, for what is not out yet', async () => {
    const { post, id } = await plan('removed', 1);
    await approve(post, IVAN);
    expect(await book.keepOnly([ANNA, OLGA], ahead(1))).toBe(1);
    expect(await tryToSend(id)).toBe('unapproved');
    expect((await ledger.read(id))?.delivery.approvals).toEqual({ given: 0, needed: 1 });
    expect(await approve(post, ANNA)).toBe('counted');
    expect(await tryToSend(id)).toBe('written');
  });

  it('with its time', async () => {
    const { post, id } = await plan('late', 1);
    const request = await book.request(post, '2027');
    const at = new Date((request?.lateAt.getTime() ?? 0) + 1);
    const { hash = '' } = request ?? {};
    expect(await book.ended(DUE)).not.toContainEqual({ id });
    expect(await book.ended(at)).toContainEqual({ id });
    expect(await book.answer({ post, occurrence: '2027', hash, admin: ANNA, answer: 'approved', at })).toBe(
      'over',
    );
  });
});

describe('what waits', () => {
  it('is held again when its approval is void, and let go when it is approved', async () => {
    const { post, id } = await plan('again', 1);
    await approve(post, ANNA);
    expect((await ledger.releasable()).map(one => one.id)).toContain(id);
    await ledger.move(id, ['held'], 'scheduled');
    await redraft(database.kysely<LedgerTables>(), id, draftOf(['one', 'changed']));
    await book.renew(ahead(12));
    expect((await ledger.read(id))?.delivery).toMatchObject({ state: 'held', heldBy: 'approval' });
    expect((await ledger.releasable()).map(one => one.id)).not.toContain(id);
  });

  it('follows a campaign whose rule changed', async () => {
    const [id = ''] = await ledger.plan([
      { delivery: { ...plannedDelivery('rule', DUE), post: 'rule/post' }, draft: draftOf(['x']) },
    ]);
    expect((await ledger.read(id))?.unapproved).toBe(false);
    await book.require('rule', 1);
    await book.renew(ahead(12));
    expect((await ledger.read(id))?.delivery).toMatchObject({ state: 'held', heldBy: 'approval' });
    await book.require('rule', 0);
    expect((await ledger.releasable()).map(one => one.id)).toContain(id);
  });

  it('is asked about, reminded of a day and an hour before, and told when its time has come', async () => {
    const { post } = await plan('news', 1);
    const news = async (at: Date) =>
      (await book.untold(at, 100)).filter(({ request }) => request.post === post);
    const tell = async (at: Date) => {
      const told = await news(at);
      for (const notice of told) await book.markTold(notice, at);
      return told.map(notice => notice.news);
    };
    expect(await tell(ahead(48))).toEqual(['asked']);
    expect(await tell(ahead(47))).toEqual([]);
    expect(await tell(ahead(24))).toEqual(['reminder']);
    expect(await tell(ahead(23))).toEqual([]);
    expect(await tell(ahead(1))).toEqual(['reminder']);
    expect(await tell(DUE)).toEqual(['due']);
    expect(await tell(DUE)).toEqual([]);
    await approve(post, ANNA);
    expect(await tell(DUE)).toEqual(['settled']);
    expect(await tell(DUE)).toEqual([]);
  });

  it('is shown as it is frozen, each draft once', async () => {
    const { post } = await plan('shown');
    expect(await book.drafts(post, '2027')).toMatchObject([
      {
        network: 'testnet',
        language: 'en',
        places: ['testnet-en'],
        parts: [{ text: 'one' }, { text: 'two' }],
      },
      {
        network: 'testnet',
        language: 'ru',
        places: ['testnet-ru'],
        parts: [{ text: 'one' }, { text: 'two' }],
      },
    ]);
    expect((await book.open()).map(request => request.post)).toContain(post);
  });
});
