import { describe, expect, it } from 'vitest';
import { createTeller } from '../../src/delivery/tell-admins.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createDeliveryStage, plannedDelivery, until } from './delivery-stage.ts';
import { createScriptedNetwork, draftOf } from './scripted-network.ts';

const MINUTE = 60_000;

describe('a delivery that is late', () => {
  it('goes out at once within its time, and is missed after it', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const late = await stage.plan('late', ['late']);
    const tooLate = await stage.plan('too-late', ['too late'], { lateByMs: 10 * MINUTE });
    stage.clock.turn(20 * MINUTE);
    await stage.ring(late);
    await stage.ring(tooLate);
    expect(await stage.state(late)).toBe('published');
    expect(await stage.state(tooLate)).toBe('missed');
    expect(network.timeline.map(({ text }) => text)).toEqual(['late']);
    expect(await stage.ledger.untold(10)).toMatchObject([{ delivery: { id: tooLate, state: 'missed' } }]);

    expect(await stage.desk.reschedule(tooLate, stage.clock.now())).toBe(true);
    await stage.ring(tooLate);
    expect(await stage.state(tooLate)).toBe('published');
  });

  it('is finished, however late, once it has begun', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const id = await stage.plan('begun', ['one', 'two'], { lateByMs: MINUTE });
    network.scripts.push({}, { error: { kind: 'unavailable' } });
    await stage.ring(id);
    stage.clock.turn(30 * MINUTE);
    await stage.ring(id);
    expect(await stage.state(id)).toBe('published');
  });
});

describe('a late alarm', () => {
  it('does nothing for what is cancelled, moved, or being published by another', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const cancelled = await stage.plan('cancelled', ['x']);
    const moved = await stage.plan('moved', ['y']);
    expect(await stage.desk.cancel(cancelled, 'cancelled by 7')).toBe(true);
    expect(await stage.desk.cancel(cancelled, 'cancelled by 7')).toBe(false);
    await stage.desk.reschedule(moved, new Date(stage.clock.now().getTime() + MINUTE));
    expect(await stage.ring(cancelled)).toEqual({ next: 'done' });
    expect(await stage.ring(moved)).toMatchObject({ next: 'again' });
    expect(await stage.ring('may-21/nothing/2027/testnet-en')).toEqual({ next: 'done' });
    expect(network.calls).toEqual([]);
    expect(await stage.ledger.untold(10)).toMatchObject([{ delivery: { note: 'cancelled by 7' } }]);
  });
});

describe('a hold', () => {
  it('of everything stops what is due and the next part of a thread, until it is lifted', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const waiting = await stage.plan('waiting', ['later']);
    const thread = await stage.plan('thread', ['one', 'two']);
    const publish = network.publish.bind(network);
    network.publish = async (part, context) => {
      const receipt = await publish(part, context);
      if (part.text === 'one') await stage.desk.hold('all', 'stop', 'stopped by 7', '7');
      return receipt;
    };
    await stage.ring(thread);
    await stage.ring(waiting);
    expect(network.timeline.map(({ text }) => text)).toEqual(['one']);
    expect([await stage.state(thread), await stage.state(waiting)]).toEqual(['held', 'held']);
    expect(await stage.ledger.untold(10)).toEqual([]);

    expect(await stage.desk.hold('all', 'stop', 'stopped again', '8')).toBe(false);
    expect(await stage.desk.lift('all', 'stop')).toBe(true);
    expect(await stage.desk.lift('all', 'stop')).toBe(false);
    await stage.ring(thread);
    await stage.ring(waiting);
    expect(network.timeline.map(({ text }) => text)).toEqual(['one', 'two', 'later']);
  });

  it('of one place or network leaves the others alone', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const english = await stage.plan('a', ['english']);
    const russian = await stage.plan('b', ['russian'], {
      id: 'may-21/b/2027/testnet-ru',
      place: 'testnet-ru',
    });
    await stage.desk.hold('place testnet-en', 'pause', 'paused by 7', '7');
    await stage.ring(english);
    await stage.ring(russian);
    expect([await stage.state(english), await stage.state(russian)]).toEqual(['held', 'published']);
    await stage.desk.hold('network testnet', 'pause', 'paused by 7', '7');
    await stage.desk.lift('place testnet-en', 'pause');
    expect(await stage.state(english)).toBe('held');
    await stage.desk.lift('network testnet', 'pause');
    expect(await stage.state(english)).toBe('scheduled');
  });
});

describe('a crowd', () => {
  it('is held before any of it goes out, asked about once, and let go by an admin', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const desk = stage.desk_({ maxPerHour: campaign => (campaign === 'may-21' ? 3 : undefined) });
    const ring = (id: string) =>
      desk.ring({ deliveryId: id, network: 'testnet' }, new AbortController().signal);
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.push(await stage.plan(`crowd-${count}`, [`${count}`]));
    const other = await stage.plan('other', ['other'], { id: 'x/y/2027/testnet-en', post: 'x/y' });
    for (const id of [...ids, other]) await ring(id);
    expect(network.timeline.map(({ text }) => text)).toEqual(['other']);
    expect(await stage.ledger.untold(10)).toMatchObject([
      { hold: { scope: 'campaign may-21', kind: 'too many' } },
    ]);
    await desk.lift('campaign may-21', 'too many');
    for (const id of ids) await ring(id);
    expect(network.timeline).toHaveLength(5);
  });

  it('is seen however suddenly it comes', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const desks = [stage.desk_({ maxPerHour: () => 5 }), stage.desk_({ maxPerHour: () => 5 })];
    const ring = (id: string, n = 0) =>
      desks[n % 2]?.ring({ deliveryId: id, network: 'testnet' }, new AbortController().signal);
    const plan = (name: string) => stage.plan(name, [name]);
    for (const name of ['one', 'two']) await ring(await plan(name));
    const ids = await Promise.all(Array.from({ length: 50 }, (_, n) => plan(`burst-${n}`)));
    await Promise.all(ids.map(ring));
    expect(network.calls.length).toBeLessThanOrEqual(5);
    expect(await stage.ledger.untold(10)).toMatchObject([{ hold: { kind: 'too many' } }]);
  });

  it('is not what fits into the hour', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const desk = stage.desk_({ maxPerHour: () => 3 });
    const inHours = (hours: number) => new Date(stage.clock.now().getTime() + hours * 60 * MINUTE);
    for (let hour = 0; hour < 4; hour += 1) {
      for (let count = 0; count < 3; count += 1) {
        await stage.plan(`h${hour}-${count}`, ['x'], { dueAt: inHours(hour * 1.01) });
      }
    }
    for (const { id, ringAt } of await stage.ledger.list({})) {
      stage.clock.turn(Math.max(0, ringAt.getTime() - stage.clock.now().getTime()));
      await desk.ring({ deliveryId: id, network: 'testnet' }, new AbortController().signal);
    }
    expect(network.timeline).toHaveLength(12);
  });
});

describe('the sweeper', () => {
  it('arms what has no alarm and is near, and leaves what is far in the ledger', async () => {
    await using stage = await createDeliveryStage(createScriptedNetwork(), { horizonMs: 60 * MINUTE });
    const near = await stage.plan('near', ['x'], { dueAt: new Date(stage.clock.now().getTime() + MINUTE) });
    const far = await stage.plan('far', ['x'], { dueAt: new Date(stage.clock.now().getTime() + 86_400_000) });
    await stage.desk.sweep();
    expect([...stage.alarms.set_.keys()]).toEqual([near]);
    expect([await stage.state(near), await stage.state(far)]).toEqual(['scheduled', 'planned']);
    stage.alarms.set_.clear();
    await stage.desk.sweep();
    expect([...stage.alarms.set_.keys()]).toEqual([near]);
    stage.clock.turn(86_400_000 - 30 * MINUTE);
    await stage.desk.sweep();
    expect(stage.alarms.set_.has(far)).toBe(true);
  });

  it('arms the next of a network and no more, however many wait, and moves on with them', async () => {
    await using stage = await createDeliveryStage(createScriptedNetwork());
    const due = stage.clock.now().getTime();
    const planned = Array.from({ length: 2_010 }, (_, n) => {
      const name = `crowd-${String(n).padStart(4, '0')}`;
      return { delivery: plannedDelivery(name, new Date(due + n)), draft: draftOf(['x']) };
    });
    await stage.ledger.plan(planned);
    await stage.desk.sweep();
    expect(stage.alarms.set_.size).toBe(2_000);
    expect(await stage.ledger.count({ states: ['planned'] })).toBe(10);
    stage.clock.turn(10);
    for (const { delivery } of planned.slice(0, 3)) await stage.ring(delivery.id);
    await stage.desk.sweep();
    expect(await stage.ledger.count({ states: ['planned'] })).toBe(7);
  });

  it('lets nothing end in silence that goes to a network which is switched off', async () => {
    await using stage = await createDeliveryStage(createScriptedNetwork());
    const off = stage.desk_({ networks: new Map() });
    const id = await stage.plan('off', ['x']);
    await off.sweep();
    expect(await stage.state(id)).toBe('scheduled');
    stage.clock.turn(60 * MINUTE);
    await off.sweep();
    expect(await stage.state(id)).toBe('missed');
  });
});

describe('the teller', () => {
  it('tells each end once, again only after a failure, and again when it ends again', async () => {
    await using stage = await createDeliveryStage(createScriptedNetwork());
    const told: Notice[] = [];
    let broken = true;
    const teller = createTeller({
      ledger: stage.ledger,
      clock: stage.clock,
      log: silentLog,
      async tell(notices) {
        if (broken) throw new Error('the chat is away');
        told.push(...notices);
      },
    });
    const id = await stage.plan('told', ['x'], { lateByMs: 0 });
    stage.clock.turn(MINUTE);
    await stage.ring(id);
    await teller.nudge();
    expect(told).toEqual([]);
    broken = false;
    await teller.nudge();
    await teller.nudge();
    expect(told).toMatchObject([{ delivery: { id, state: 'missed' } }]);
    await stage.desk.cancel(id, 'cancelled by 7');
    await teller.nudge();
    expect(told.slice(1)).toMatchObject([{ delivery: { id, state: 'cancelled' } }]);
    await teller.stop();
  });
});

describe('a chat that cannot be reached', () => {
  it('is tried ever more seldom, and at once when it was reached', async () => {
    await using stage = await createDeliveryStage(createScriptedNetwork());
    const tried: number[] = [];
    const teller = createTeller({
      ledger: stage.ledger,
      clock: stage.clock,
      log: silentLog,
      everyMs: 10,
      async tell() {
        tried.push(performance.now());
        throw new Error('the chat is away');
      },
    });
    const id = await stage.plan('untold', ['x'], { lateByMs: 0 });
    stage.clock.turn(MINUTE);
    await stage.ring(id);
    teller.start();
    await until(() => tried.length === 5);
    await teller.stop();
    const rests = tried.slice(1).map((at, n) => at - (tried[n] ?? 0));
    // A timer may ring a moment early.
    for (const [n, rest] of rests.entries()) expect(rest).toBeGreaterThan(10 * 2 ** (n + 1) - 2);
  });
});

describe('planning the same twice', () => {
  it('changes nothing', async () => {
    await using stage = await createDeliveryStage(createScriptedNetwork());
    const delivery = plannedDelivery('twice', stage.clock.now());
    expect(await stage.ledger.plan([{ delivery, draft: draftOf(['x']) }])).toEqual([delivery.id]);
    await stage.ring(delivery.id);
    expect(await stage.ledger.plan([{ delivery, draft: draftOf(['y', 'z']) }])).toEqual([]);
    const record = await stage.ledger.read(delivery.id);
    expect(record).toMatchObject({ delivery: { state: 'published' }, parts: [{ part: { text: 'x' } }] });
  });
});
