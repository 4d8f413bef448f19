import { expect, test } from 'vitest';
import { splitNotices } from '../../src/campaign/questions/split-notices.ts';
import { createTeller } from '../../src/delivery/tell-admins.ts';
import { createQueueWatch } from '../../src/delivery/watch-queue.ts';
import { DeliveryError } from '../../src/domain/delivery-error.ts';
import type { IncidentBook } from '../../src/domain/incident.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { createAmendmentBook } from '../../src/ledger/amendments/create-amendment-book.ts';
import { createIncidentBook } from '../../src/ledger/incidents/create-incident-book.ts';
import { silentLog } from '../../src/shared/log.ts';
import { untoldNotices } from '../../src/wiring/untold-notices.ts';
import { createDeliveryStage, type DeliveryStage, plannedDelivery } from './delivery-stage.ts';
import { createScriptedNetwork, draftOf, type ScriptedNetwork } from './scripted-network.ts';

const NO_FIGURES = { untold: async () => [], markTold: async () => {} };

/** A desk that notes incidents, and the teller with a chat that takes what it is told, or does not. */
async function openStage(network: ScriptedNetwork = createScriptedNetwork()) {
  const stage = await createDeliveryStage(network);
  const incidents = createIncidentBook(stage.database.kysely());
  const chat: { messages: string[]; fails: (message: string) => boolean } = {
    messages: [],
    fails: () => false,
  };
  // Teller after teller, as after restarts: what was told is in the database alone.
  const tell = () =>
    createTeller({
      ledger: untoldNotices(
        { ledger: stage.ledger, book: NO_FIGURES as never, now: stage.clock.now },
        incidents,
        NO_FIGURES,
      ),
      split: splitNotices,
      clock: stage.clock,
      log: silentLog,
      async tell(notices) {
        const message = notices.map(subjectOf).join(' + ');
        if (chat.fails(message)) throw new Error('the chat is away');
        chat.messages.push(message);
      },
    }).nudge();
  return { ...stage, network, incidents, chat, tell, desk: stage.desk_({ incidents }) };
}

function subjectOf(notice: Notice): string {
  if (notice.kind === 'incident') return `${notice.incident.kind}: ${notice.incident.subject}`;
  return notice.kind === 'delivery' ? `${notice.delivery.state}: ${notice.delivery.id}` : notice.kind;
}

const ringOn = ({ desk, network }: { desk: DeliveryStage['desk']; network: ScriptedNetwork }, id: string) =>
  desk.ring({ deliveryId: id, network: network.name }, new AbortController().signal);

async function planPinned({ ledger, clock }: DeliveryStage, name: string): Promise<string> {
  const delivery = plannedDelivery(name, clock.now());
  const parts = draftOf(['one', 'two']).parts.map(part => ({ ...part, options: { pin: true as const } }));
  await ledger.plan([{ delivery, draft: { parts } }]);
  return delivery.id;
}

test('a post that cannot be pinned is published, and the admins hear of it once', async () => {
  const network = createScriptedNetwork();
  network.pin = () => Promise.reject(new DeliveryError('not enough rights', { kind: 'rejected' }));
  await using stage = await openStage(network);
  const id = await planPinned(stage, 'pinned');
  await ringOn(stage, id);
  expect(await stage.state(id)).toBe('published');
  expect(await stage.incidents.untold(9)).toEqual([{ kind: 'pin', subject: id, why: 'not enough rights' }]);
  await stage.tell();
  await stage.tell();
  expect(stage.chat.messages).toEqual([`pin: ${id}`]);
});

test('a post that ends by the word of an admin is not pinned, and they hear that too', async () => {
  const network = createScriptedNetwork();
  network.pin = async () => {};
  await using stage = await openStage(network);
  const id = await planPinned(stage, 'vouched');
  network.scripts.push({}, { error: { kind: 'unknown' } });
  network.answers.push({ outcome: 'cannot tell', why: 'nobody knows' });
  await ringOn(stage, id);
  stage.clock.turn(600_000);
  await ringOn(stage, id);
  expect(await stage.state(id)).toBe('unknown');
  await stage.desk.settle(id, 'it is there');
  expect(await stage.state(id)).toBe('published');
  expect(await stage.incidents.untold(9)).toMatchObject([{ kind: 'pin', subject: id }]);
});

test('a place that rests is told once while it does, and again when it fails anew', async () => {
  await using stage = await openStage();
  const fail = async (name: string, times: number) => {
    const id = await stage.plan(name, [name]);
    stage.network.scripts.push(
      ...Array.from({ length: times }, () => ({ error: { kind: 'unavailable' } as const })),
    );
    for (let rings = 0; rings < times + 3; rings += 1) {
      stage.clock.turn(600_000);
      await ringOn(stage, id);
      await stage.tell();
    }
    expect(await stage.state(id)).toBe('published');
  };
  await fail('first', 4);
  expect(stage.chat.messages).toEqual([]);
  await fail('second', 7);
  expect(stage.chat.messages).toEqual(['place: testnet-en']);
  await fail('third', 7);
  expect(stage.chat.messages).toEqual(['place: testnet-en', 'place: testnet-en']);
});

test('through an outage of the chat and restarts, each end is told once, and what was told is not told again', async () => {
  await using stage = await openStage();
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    ids.push(await stage.plan(name, [name]));
    stage.network.scripts.push({ error: { kind: 'rejected', reason: 'content' } });
    await ringOn(stage, ids.at(-1) ?? '');
  }
  // The second message does not get through, for a while.
  stage.chat.fails = message => message.includes('/b/');
  for (let restarts = 0; restarts < 3; restarts += 1) await stage.tell();
  expect(stage.chat.messages).toEqual([`failed: ${ids[0]}`]);
  stage.chat.fails = () => false;
  for (let restarts = 0; restarts < 3; restarts += 1) await stage.tell();
  expect(stage.chat.messages).toEqual(ids.map(id => `failed: ${id}`));
});

test('a queue that is away for long is told once, also to those who ask the next process', async () => {
  await using stage = await openStage();
  const watch = () => createQueueWatch({ incidents: stage.incidents, log: silentLog, clock: stage.clock });
  const first = watch();
  await first.fails(new Error('ECONNREFUSED'));
  expect(await stage.incidents.untold(9)).toEqual([]);
  stage.clock.turn(31_000);
  await first.fails(new Error('ECONNREFUSED'));
  const second = watch();
  await second.fails(new Error('ECONNREFUSED'));
  stage.clock.turn(31_000);
  await second.fails(new Error('ECONNREFUSED'));
  await stage.tell();
  expect(stage.chat.messages).toEqual(['queue: alarms']);
  await watch().works();
  await first.fails(new Error('ECONNREFUSED'));
  await stage.tell();
  expect(stage.chat.messages).toEqual(['queue: alarms', 'queue: alarms']);
});

test('what waits long beyond its time is told while it waits, once for each network, and no more when it is over', async () => {
  await using stage = await openStage();
  const look = () => {
    const ago = (minutes: number) => new Date(stage.clock.now().getTime() - minutes * 60_000);
    return stage.incidents.lookForNeglect({ due: ago(10), begun: ago(5), late: ago(30) });
  };
  const retryAt = new Date(stage.clock.now().getTime() + 3 * 3_600_000);
  stage.network.scripts.push({ error: { kind: 'unknown', retryAt } });
  const id = await stage.plan('late', ['x'], { giveUpAfterMs: 86_400_000 });
  await stage.ring(id);
  await look();
  expect(await stage.incidents.untold(9)).toEqual([]);
  stage.clock.turn(31 * 60_000);
  await look();
  await look();
  expect(await stage.incidents.untold(9)).toMatchObject([
    { kind: 'late', subject: 'testnet', why: expect.stringMatching(`${id}; due at .+; scripted: unknown`) },
  ]);
  await stage.tell();
  await ringOn(stage, id);
  await look();
  await stage.tell();
  expect(stage.chat.messages).toEqual(['late: testnet']);
});

test('what nobody is at is noticed: deliveries long due, and a withdrawal that was cut short', async () => {
  await using stage = await openStage();
  const look = (book: IncidentBook) =>
    book.lookForNeglect({ due: new Date(stage.clock.now().getTime() - 600_000), begun: stage.clock.now() });
  const id = await stage.plan('overdue', ['x']);
  await look(stage.incidents);
  expect(await stage.incidents.untold(9)).toEqual([]);
  stage.clock.turn(700_000);
  await look(stage.incidents);
  expect(await stage.incidents.untold(9)).toMatchObject([
    { kind: 'overdue', why: expect.stringContaining(id) },
  ]);
  await stage.tell();
  await ringOn(stage, id);
  await look(stage.incidents);

  // What waits for a place that rests is not neglected.
  const resting = await stage.plan('resting', ['y']);
  stage.clock.turn(700_000);
  await stage.ledger.recordCircuit('testnet-en', { failures: 9, openUntil: stage.clock.now() });
  await look(stage.incidents);
  await stage.ledger.recordCircuit('testnet-en', undefined);
  await ringOn(stage, resting);

  const [part] = draftOf(['x']).parts;
  if (part === undefined) throw new Error('no part');
  const amendments = createAmendmentBook(stage.database.kysely());
  const before = new Date(stage.clock.now().getTime() - 1_000);
  const steps = [{ does: 'remove' as const, part, target: {} }];
  // Nor is a correction that people have stopped.
  await amendments.begin({ delivery: resting, kind: 'edit', admin: '7', at: before, thread: {}, steps });
  const stop = { scope: 'all', kind: 'stop', why: 'everything was stopped', by: '7', since: before } as const;
  await stage.ledger.hold(stop);
  await look(stage.incidents);
  expect(await stage.incidents.untold(9)).toEqual([]);
  await amendments.begin({ delivery: id, kind: 'withdraw', admin: '7', at: before, thread: {}, steps });
  await look(stage.incidents);
  await stage.tell();
  await look(stage.incidents);
  await stage.tell();
  expect(stage.chat.messages).toEqual(['overdue: deliveries', `amendment: ${id}`]);
});

test('a correction that is not finished is told once, also where everything is stopped and goes on in between', async () => {
  await using stage = await openStage();
  const id = await stage.plan('corrected', ['x']);
  const [part] = draftOf(['x']).parts;
  if (part === undefined) throw new Error('no part');
  const book = createAmendmentBook(stage.database.kysely());
  const at = stage.clock.now();
  const steps = [{ does: 'edit' as const, part, target: {} }];
  await book.begin({ delivery: id, kind: 'edit', admin: '7', at, thread: {}, steps });
  const lookAndTell = async () => {
    stage.clock.turn(60_000);
    await stage.incidents.lookForNeglect({ due: at, begun: stage.clock.now() });
    await stage.tell();
  };
  await lookAndTell();
  await stage.ledger.hold({ scope: 'all', kind: 'stop', why: 'everything was stopped', by: '7', since: at });
  await lookAndTell();
  await stage.ledger.lift('all', 'stop');
  await lookAndTell();
  expect(stage.chat.messages).toEqual([`amendment: ${id}`]);
  // Another one that fails is told anew.
  await book.begin({ delivery: id, kind: 'edit', admin: '7', at, thread: {}, steps });
  await lookAndTell();
  expect(stage.chat.messages).toEqual([`amendment: ${id}`, `amendment: ${id}`]);
});

test('what is over before anybody was told is told all the same', async () => {
  await using stage = await openStage();
  await stage.incidents.keep('calendar', [{ subject: 'may-21/a/2027', why: 'too long' }]);
  await stage.incidents.keep('calendar', []);
  await stage.tell();
  await stage.tell();
  expect(stage.chat.messages).toEqual(['calendar: may-21/a/2027']);
  await stage.incidents.keep('calendar', [{ subject: 'may-21/a/2027', why: 'too long' }]);
  await stage.incidents.keep('calendar', [{ subject: 'may-21/a/2027', why: 'too long' }]);
  await stage.tell();
  await stage.tell();
  expect(stage.chat.messages).toHaveLength(2);
});
