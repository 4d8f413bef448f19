import { describe, expect, it } from 'vitest';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import { createDeliveryStage, until } from './delivery-stage.ts';
import { createScriptedNetwork } from './scripted-network.ts';

const patient = () => new AbortController().signal;
const alarm = (deliveryId: string) => ({ deliveryId, network: 'testnet' });

describe('workers that race for the same deliveries', () => {
  it('publish each part once', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const desks: DeliveryDesk[] = Array.from({ length: 4 }, (_, index) =>
      stage.desk_({ worker: { id: `worker ${index}`, isDead: () => false } }),
    );
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, n) => stage.plan(`race-${n}`, [`${n} a`, `${n} b`])),
    );
    await Promise.all(desks.flatMap(desk => ids.map(id => desk.ring(alarm(id), patient()))));
    expect(await Promise.all(ids.map(stage.state))).toEqual(ids.map(() => 'published'));
    expect(network.calls).toHaveLength(40);
    expect(new Set(network.timeline.map(({ text }) => text)).size).toBe(40);
  });

  it('leave a delivery to the one that is at it, and take it over when its lease ends', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const stuck = stage.desk_({ worker: { id: 'stuck', isDead: () => false }, times: { leaseMs: 60_000 } });
    const other = stage.desk_({ worker: { id: 'other', isDead: () => false } });
    const heir = stage.desk_({ worker: { id: 'heir', isDead: id => id === 'stuck' } });
    const id = await stage.plan('stuck', ['one']);
    network.scripts.push({ takesMs: 60_000 });
    const stopped = new AbortController();
    const ringing = stuck.ring(alarm(id), stopped.signal);
    await until(() => network.calls.length === 1);
    expect(await other.ring(alarm(id), patient())).toMatchObject({ next: 'again' });
    await heir.ring(alarm(id), patient());
    expect(network.finds).toHaveLength(1);
    expect(await stage.state(id)).toBe('published');
    stopped.abort();
    expect(await ringing).toEqual({ next: 'done' });
    expect(network.timeline).toHaveLength(1);
    expect(await stage.state(id)).toBe('published');
  });

  it('keep a receipt that comes in after the lease was lost, and do not publish again', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const slow = stage.desk_({ worker: { id: 'slow', isDead: () => false } });
    const id = await stage.plan('slow', ['one', 'two']);
    network.scripts.push({ takesMs: 400 });
    network.answers.push({ kind: 'unavailable' });
    const ringing = slow.ring(alarm(id), patient());
    await until(() => network.calls.length === 1);
    const heir = stage.desk_({ worker: { id: 'heir', isDead: other => other === 'slow' } });
    await heir.ring(alarm(id), patient());
    await ringing;
    const record = await stage.ledger.read(id);
    expect(record?.parts[0]?.receipt?.id).toBe('1');
    expect((await stage.ringOn(id)).state).toBe('published');
    expect(network.timeline.map(({ text }) => text)).toEqual(['one', 'two']);
  });
});

describe('a worker that is asked to stop', () => {
  it('parks what is in flight, and the next one looks it up before anything else', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const id = await stage.plan('parked', ['one', 'two']);
    network.scripts.push({}, { takesMs: 60_000 });
    const stopped = new AbortController();
    const ringing = stage.desk.ring(alarm(id), stopped.signal);
    await until(() => network.calls.length === 2);
    stopped.abort();
    expect(await ringing).toMatchObject({ next: 'again' });
    expect(await stage.state(id)).toBe('scheduled');
    expect((await stage.ringOn(id)).state).toBe('published');
    expect(network.finds).toHaveLength(1);
    expect(network.timeline.map(({ text }) => text)).toEqual(['one', 'two']);
  });
});

describe('the limits', () => {
  it('hold for every worker together: no window of the server sees more calls than allowed', async () => {
    const perMs = 300;
    const network = createScriptedNetwork({
      rateLimit: { calls: 5, perMs, perPlace: [{ calls: 4, perMs }] },
    });
    await using stage = await createDeliveryStage(network);
    const desks = Array.from({ length: 3 }, (_, index) =>
      stage.desk_({ worker: { id: `worker ${index}`, isDead: () => false }, times: { patienceMs: 60_000 } }),
    );
    const ids = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        stage.plan(`limited-${n}`, [`${n}`], {
          id: `may-21/limited-${n}/2027/testnet`,
          place: n % 2 === 0 ? 'testnet-en' : 'testnet-ru',
        }),
      ),
    );
    await Promise.all(ids.map((id, n) => desks[n % 3]?.ring(alarm(id), patient())));
    const times = network.calls.map(({ at }) => at).toSorted((a, b) => a - b);
    expect(times).toHaveLength(24);
    const fullest = Math.max(
      ...times.map(from => times.filter(at => at >= from && at < from + perMs).length),
    );
    expect(fullest).toBeLessThanOrEqual(5);
  });

  it('send a delivery back to wait when there is no room for long', async () => {
    const network = createScriptedNetwork({ rateLimit: { calls: 1, perMs: 900_000 } });
    await using stage = await createDeliveryStage(network);
    const first = await stage.plan('first', ['one']);
    const second = await stage.plan('second', ['two']);
    await stage.ring(first);
    const woken = await stage.ring(second);
    expect(woken).toMatchObject({ next: 'again' });
    expect(await stage.state(second)).toBe('scheduled');
    expect(await stage.ledger.read(second)).toMatchObject({ begun: false, failures: 0 });
  });
});
