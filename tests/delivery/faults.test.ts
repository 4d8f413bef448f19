import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import type { DeliveryErrorDetails } from '../../src/domain/delivery-error.ts';
import { createDeliveryStage, type DeliveryStage, until } from './delivery-stage.ts';
import { createScriptedNetwork, type ScriptedNetwork } from './scripted-network.ts';

let network: ScriptedNetwork;
let stage: DeliveryStage;
let runs = 0;

beforeAll(async () => {
  network = createScriptedNetwork();
  stage = await createDeliveryStage(network);
});
afterAll(() => stage[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const list of [
    network.timeline,
    network.calls,
    network.finds,
    network.scripts,
    network.answers,
    stage.steps,
  ]) {
    list.splice(0);
  }
  for (const { scope, kind } of await stage.ledger.holds()) await stage.ledger.lift(scope, kind);
  for (const notice of await stage.ledger.untold(100)) await stage.ledger.markTold(notice, new Date());
  await stage.ledger.recordCircuit('testnet-en', undefined);
  await stage.ledger.forgetCalls(0);
});

const plan = (texts: readonly string[] = ['one', 'two']) => {
  runs += 1;
  return stage.plan(
    `fault-${runs}`,
    texts.map(text => `${text} of ${runs}`),
  );
};
const fail = (kind: DeliveryErrorDetails['kind'], more: Partial<DeliveryErrorDetails> = {}) => ({
  kind,
  ...more,
});
const seen = () => network.timeline.map(({ text }) => text.split(' ')[0]);

describe('a call that fails', () => {
  it.each(['unavailable', 'throttled', 'unknown'] as const)(
    '%s before its effect: goes out once',
    async kind => {
      network.scripts.push({ error: fail(kind) }, {}, { error: fail(kind) });
      const delivery = await stage.ringOn(await plan());
      expect(delivery).toMatchObject({ state: 'published', attempts: 4 });
      expect(seen()).toEqual(['one', 'two']);
    },
  );

  it('with an unknown outcome after its effect: found, not sent again', async () => {
    network.scripts.push(
      { error: fail('unknown'), when: 'after' },
      { error: fail('unknown'), when: 'after' },
    );
    const delivery = await stage.ringOn(await plan());
    expect(delivery).toMatchObject({ state: 'published', attempts: 2 });
    expect(seen()).toEqual(['one', 'two']);
    expect(stage.steps.map(({ what }) => what)).toContain('part found');
  });

  it('rejected: ends at once, with the reason, and the admins are told once', async () => {
    network.scripts.push({}, { error: fail('rejected', { reason: 'content' }) });
    const id = await plan();
    expect(await stage.ringOn(id)).toMatchObject({
      state: 'failed',
      note: '1 of 2 parts are out. scripted: rejected',
    });
    const untold = await stage.ledger.untold(10);
    expect(untold).toMatchObject([{ kind: 'delivery', delivery: { id, state: 'failed' } }]);
    for (const notice of untold) await stage.ledger.markTold(notice, stage.clock.now());
    expect(await stage.ledger.untold(10)).toEqual([]);
  });

  it('waits as long as the network asks', async () => {
    const retryAt = new Date(stage.clock.now().getTime() + 600_000);
    network.scripts.push({ error: fail('throttled', { retryAt }) });
    const id = await plan(['one']);
    await stage.ring(id);
    const waiting = await stage.ledger.read(id);
    expect(waiting?.delivery.state).toBe('scheduled');
    expect(waiting?.delivery.ringAt.getTime()).toBeGreaterThanOrEqual(retryAt.getTime());
    await stage.ring(id);
    expect(network.calls).toHaveLength(1);
  });

  it('slows down by itself where the network says too fast, and not until when', async () => {
    network.scripts.push(...Array.from({ length: 300 }, () => ({ error: fail('throttled') })));
    const delivery = await stage.ringOn(await plan(['one']), 300);
    expect(delivery.state).toBe('failed');
    expect(network.calls.length).toBeLessThan(70);
  });

  it.each(['before', 'after'] as const)(
    'of open fate, %s its effect, waits no longer than its deadline, however late the network wants to be asked',
    async when => {
      const retryAt = new Date(stage.clock.now().getTime() + 7 * 86_400_000);
      network.scripts.push({ error: fail('unknown', { retryAt }), when });
      const id = await plan(['one']);
      const giveUpAt = (await stage.ledger.read(id))?.giveUpAt ?? new Date(0);
      await stage.ring(id);
      const waits = await stage.ledger.read(id);
      expect(waits?.delivery).toMatchObject({ state: 'scheduled', ringAt: new Date(giveUpAt.getTime() + 1) });
      const delivery = await stage.ringOn(id);
      expect(delivery.state).toBe(when === 'after' ? 'published' : 'failed');
      expect(stage.clock.now().getTime()).toBeLessThan(giveUpAt.getTime() + 60_000);
      const untold = await stage.ledger.untold(10);
      expect(untold).toHaveLength(when === 'after' ? 0 : 1);
    },
  );

  it('fails when the network asks for a time after the deadline', async () => {
    const retryAt = new Date(stage.clock.now().getTime() + 86_400_000);
    network.scripts.push({ error: fail('throttled', { retryAt }) });
    const id = await plan(['one']);
    await stage.ring(id);
    expect(await stage.state(id)).toBe('failed');
  });

  it('is given up after the deadline, and says what the last fault was', async () => {
    network.scripts.push(...Array.from({ length: 200 }, () => ({ error: fail('unavailable') })));
    const delivery = await stage.ringOn(await plan(['one']), 300);
    expect(delivery.state).toBe('failed');
    expect(delivery.note).toContain('scripted: unavailable');
    expect(delivery.attempts).toBeGreaterThan(10);
    expect(seen()).toEqual([]);
  });

  it('called a duplicate: looked up, and its receipt is the one that is there', async () => {
    const id = await plan(['one']);
    const text = `one of ${runs}`;
    network.timeline.push({ id: '77', text, key: 'another', place: 'testnet-en' });
    network.scripts.push({ error: fail('rejected', { reason: 'duplicate' }) });
    await stage.ringOn(id);
    const record = await stage.ledger.read(id);
    expect(record?.delivery.state).toBe('published');
    expect(record?.parts[0]?.receipt?.id).toBe('77');
  });

  it('called a duplicate of something that is not to be found: asked of an admin in the end', async () => {
    network.scripts.push(
      ...Array.from({ length: 300 }, () => ({ error: fail('rejected', { reason: 'duplicate' }) })),
    );
    const delivery = await stage.ringOn(await plan(['one']), 300);
    expect(['unknown', 'failed']).toContain(delivery.state);
    expect(seen()).toEqual([]);
  });
});

describe('a window of the server that is used up', () => {
  const HOUR = 3_600_000;
  const usedUp = (endsInMs: number, remaining = 0) => ({
    allowances: [{ window: 'day', remaining, endsInMs }],
  });

  it('until after the latest time: what has not begun is missed then, what has begun fails, and both are told', async () => {
    network.scripts.push(usedUp(20 * HOUR));
    const begun = await plan();
    const waits = await plan(['late']);
    await stage.ring(begun);
    await stage.ring(waits);
    const { lateAt, giveUpAt } = (await stage.ledger.read(waits)) ?? {};
    expect(await stage.ledger.read(waits)).toMatchObject({
      delivery: { state: 'scheduled', ringAt: new Date((lateAt?.getTime() ?? 0) + 1) },
    });
    expect(await stage.ledger.read(begun)).toMatchObject({
      delivery: { state: 'scheduled', ringAt: new Date((giveUpAt?.getTime() ?? 0) + 1) },
    });
    expect((await stage.ringOn(waits)).state).toBe('missed');
    expect((await stage.ringOn(begun)).state).toBe('failed');
    expect((await stage.ledger.untold(10)).map(one => one.kind === 'delivery' && one.delivery.id)).toEqual([
      begun,
      waits,
    ]);
    expect(seen()).toEqual(['one']);
  });

  it.each([
    ['that ends in ten years', usedUp(10 * 365 * 24 * HOUR)],
    ['with room for more than can be counted', usedUp(HOUR, 1e12)],
    ['with room for more than a number holds', usedUp(HOUR, 1e300)],
  ])('%s closes nothing', async (_, script) => {
    network.scripts.push(script);
    expect((await stage.ringOn(await plan())).state).toBe('published');
    expect(seen()).toEqual(['one', 'two']);
  });
});

describe('a part of open fate', () => {
  it('that is called off is said to be perhaps out', async () => {
    network.scripts.push({}, { error: fail('unknown'), when: 'after' });
    network.answers.push({ outcome: 'cannot tell', why: 'no log chat is set' });
    const id = await plan();
    await stage.ringOn(id);
    await stage.desk.cancel(id, 'cancelled by 7');
    const note = '1 of 2 parts are out. Nobody can say whether part 2 of 2 is out. cancelled by 7';
    expect(await stage.ledger.untold(10)).toMatchObject([{ delivery: { id, state: 'cancelled', note } }]);
  });

  it('that the network cannot tell is asked of an admin: "it is there"', async () => {
    network.scripts.push({ error: fail('unknown'), when: 'after' });
    network.answers.push({ outcome: 'cannot tell', why: 'no log chat is set' });
    const id = await plan();
    const note = `It is part 1 of 2: “one of ${runs}” no log chat is set`;
    expect(await stage.ringOn(id)).toMatchObject({ state: 'unknown', note });
    expect(await stage.ledger.untold(10)).toMatchObject([{ delivery: { id, state: 'unknown' } }]);
    await stage.desk.settle(id, 'it is there');
    expect(stage.alarms.set_.has(id)).toBe(true);
    expect((await stage.ringOn(id)).state).toBe('published');
    expect(seen()).toEqual(['one', 'two']);
    expect(network.timeline[1]).not.toHaveProperty('replyTo');
    await expect(stage.desk.settle(id, 'it is there')).rejects.toThrow(/not in question/);
  });

  it('that the network cannot tell is asked of an admin: "send again"', async () => {
    network.scripts.push({ error: fail('unknown') });
    network.answers.push({ outcome: 'cannot tell', why: 'no log chat is set' });
    const id = await plan();
    await stage.ringOn(id);
    await stage.desk.settle(id, 'send again');
    expect((await stage.ringOn(id)).state).toBe('published');
    expect(seen()).toEqual(['one', 'two']);
    expect(new Set(network.calls.map(({ key }) => key)).size).toBe(2);
  });

  it.each(['it is there', 'send again'] as const)(
    'whose receipt came in after all is settled: "%s" does not count for the part behind it',
    async word => {
      network.scripts.push({ error: fail('unknown'), when: 'after' });
      network.answers.push({ outcome: 'cannot tell', why: 'no log chat is set' });
      const id = await plan();
      await stage.ringOn(id);
      await stage.ledger.recordReceipt(id, 0, { id: '1', at: stage.clock.now() });
      await stage.desk.settle(id, word);
      expect((await stage.ringOn(id)).state).toBe('published');
      expect(seen()).toEqual(['one', 'two']);
    },
  );

  it('that the network cannot tell yet is looked for again when it can', async () => {
    const lookAgainAt = new Date(stage.clock.now().getTime() + 90_000);
    network.scripts.push({ error: fail('unknown'), when: 'after' });
    network.answers.push({ outcome: 'cannot tell', why: 'it may not be in the index yet', lookAgainAt });
    const id = await plan();
    const first = await stage.ring(id);
    stage.clock.turn(first.next === 'again' ? first.at.getTime() - stage.clock.now().getTime() : 0);
    expect(await stage.ring(id)).toEqual({ next: 'again', at: lookAgainAt });
    expect((await stage.ringOn(id)).state).toBe('published');
    expect(seen()).toEqual(['one', 'two']);
    expect(await stage.ledger.untold(10)).toEqual([]);
  });

  it('is looked for again when the look-up fails', async () => {
    network.scripts.push({ error: fail('unknown'), when: 'after' });
    network.answers.push(fail('unavailable'), fail('throttled'), fail('unknown'));
    expect((await stage.ringOn(await plan())).state).toBe('published');
    expect(seen()).toEqual(['one', 'two']);
  });

  it('stays open, and is not called failed, when no look-up succeeds before the deadline', async () => {
    network.scripts.push({ error: fail('unknown'), when: 'after' });
    network.answers.push(...Array.from({ length: 300 }, () => fail('unavailable')));
    expect((await stage.ringOn(await plan(), 300)).state).toBe('unknown');
    expect(seen()).toEqual(['one']);
  });

  it('is given time to arrive before it is looked for', async () => {
    const patient = stage.desk_({ times: { settleMs: 5_000 } });
    network.scripts.push({ error: fail('unknown'), when: 'after' });
    const id = await plan(['one']);
    const ring = () => patient.ring({ deliveryId: id, network: 'testnet' }, new AbortController().signal);
    await ring();
    stage.clock.turn(2_000);
    await ring();
    expect(network.finds).toEqual([]);
    stage.clock.turn(5_000);
    await ring();
    expect(network.finds).toHaveLength(1);
    expect(await stage.state(id)).toBe('published');
  });
});

describe('what a call brought may arrive after its end', () => {
  const impatient = { times: { settleMs: 5_000 } };

  it('so a long call is looked for no sooner than a short one', async () => {
    const desk = stage.desk_(impatient);
    const meanwhile = () => stage.clock.turn(20_000);
    network.scripts.push({ error: fail('unknown'), when: 'after', meanwhile });
    const id = await plan(['one']);
    const ring = () => desk.ring({ deliveryId: id, network: 'testnet' }, new AbortController().signal);
    await ring();
    expect(network.finds).toEqual([]);
    stage.clock.turn(5_000);
    await ring();
    expect(network.finds).toHaveLength(1);
    expect(await stage.state(id)).toBe('published');
  });

  it('so a call that was given up is looked for no sooner, however soon it is tried again', async () => {
    const desk = stage.desk_({ ...impatient, dice: () => 0 });
    const text = 'one';
    network.scripts.push({ error: fail('unknown'), meanwhile: () => stage.clock.turn(30_000) });
    const id = await plan([text]);
    const ring = () => desk.ring({ deliveryId: id, network: 'testnet' }, new AbortController().signal);
    await ring();
    stage.clock.turn(2_000);
    await ring();
    expect(network.finds).toEqual([]);
    const arrived = { id: '1', text: `${text} of ${runs}`, key: 'key', place: 'testnet-en' };
    network.timeline.push(arrived);
    stage.clock.turn(3_000);
    await ring();
    expect(network.finds).toHaveLength(1);
    expect(await stage.state(id)).toBe('published');
    expect(network.timeline).toEqual([arrived]);
  });

  it('so the call of a worker that died is given its time from the take-over on', async () => {
    network.scripts.push({ takesMs: 60_000 });
    const id = await plan(['one']);
    const dead = new AbortController();
    const ring = (desk: DeliveryDesk, signal = new AbortController().signal) =>
      desk.ring({ deliveryId: id, network: 'testnet' }, signal);
    const dying = ring(stage.desk_(impatient), dead.signal);
    await until(async () => network.calls.length === 1);
    stage.clock.turn(20_000);
    const heir = stage.desk_({ ...impatient, worker: { id: 'heir', isDead: () => true } });
    await ring(heir);
    expect(network.finds).toEqual([]);
    stage.clock.turn(5_000);
    await ring(heir);
    expect(network.finds).toHaveLength(1);
    dead.abort();
    await dying;
  });
});

describe('credentials that are refused', () => {
  it('stop the place once, hold its deliveries, and all go on when they are renewed', async () => {
    const ids = [await plan(['a']), await plan(['b']), await plan(['c'])];
    network.scripts.push({ error: fail('rejected', { reason: 'credentials' }) });
    for (const id of ids) await stage.ring(id);
    expect(network.calls).toHaveLength(1);
    expect(await Promise.all(ids.map(stage.state))).toEqual(['held', 'held', 'held']);
    expect(await stage.ledger.untold(10)).toMatchObject([
      { kind: 'hold', hold: { scope: 'place testnet-en', kind: 'credentials' } },
    ]);
    await stage.desk.renewed('testnet');
    for (const id of ids) await stage.ringOn(id);
    expect(seen()).toEqual(['a', 'b', 'c']);
  });

  it('in the middle of a thread lose nothing of it, however long the renewal takes', async () => {
    network.scripts.push({}, { error: fail('rejected', { reason: 'credentials' }) });
    const id = await plan();
    await stage.ring(id);
    stage.clock.turn(7 * 86_400_000);
    await stage.desk.renewed('testnet');
    expect((await stage.ringOn(id)).state).toBe('published');
    expect(seen()).toEqual(['one', 'two']);
  });
});

describe('a place that keeps failing', () => {
  it('is left alone for a while, for all its deliveries', async () => {
    network.scripts.push(...Array.from({ length: 5 }, () => ({ error: fail('unavailable') })));
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      ids.push(await plan(['one']));
      await stage.ring(ids.at(-1) ?? '');
    }
    expect(network.calls).toHaveLength(5);
    for (const id of ids) expect((await stage.ringOn(id)).state).toBe('published');
  });
});
