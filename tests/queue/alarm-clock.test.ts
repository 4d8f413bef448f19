import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AlarmClock, Ring } from '../../src/domain/alarm-clock.ts';
import { createAlarmClock } from '../../src/queue/create-alarm-clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { until } from '../delivery/delivery-stage.ts';
import { createTestDatabase } from '../support/database.ts';
import { BACKENDS, backendOf } from './backends.ts';

const FAST = { calls: 1000, perMs: 1000 };

describe.each(BACKENDS)('the alarm clock on %s', kind => {
  async function open(): Promise<AlarmClock & AsyncDisposable> {
    const database = await createTestDatabase();
    const alarms = await createAlarmClock({
      backend: backendOf(kind, database),
      networks: ['testnet'],
      prefix: `test-${randomBytes(4).toString('hex')}`,
      log: silentLog,
    });
    return {
      ...alarms,
      async [Symbol.asyncDispose]() {
        await alarms.stop(100);
        await alarms.close();
        await database.close();
      },
    };
  }
  const alarm = (deliveryId: string, inMs = 0) => ({
    deliveryId,
    network: 'testnet',
    at: new Date(Date.now() + inMs),
  });
  const listen = (alarms: AlarmClock, ring: Ring, rateLimit = FAST) =>
    alarms.start([{ name: 'testnet', rateLimit }], ring);

  it('rings each alarm once, however often it was set', async () => {
    await using alarms = await open();
    const rung: string[] = [];
    await alarms.set([alarm('may-21/morning/2027/a', 50), alarm('may-21/morning/2027/b', 50)]);
    await alarms.set([alarm('may-21/morning/2027/a', 50)]);
    expect(await alarms.armed('testnet', ['may-21/morning/2027/a', 'c'])).toEqual(
      new Set(['may-21/morning/2027/a']),
    );
    await listen(alarms, async ({ deliveryId }) => {
      rung.push(deliveryId);
      return { next: 'done' };
    });
    await until(() => rung.length === 2);
    await until(async () => (await alarms.armed('testnet', ['may-21/morning/2027/a'])).size === 0);
    expect(rung.toSorted()).toEqual(['may-21/morning/2027/a', 'may-21/morning/2027/b']);
  });

  it('rings again when the delivery says so, and after a ring that broke', async () => {
    await using alarms = await open();
    const rung: string[] = [];
    await listen(alarms, async ({ deliveryId }) => {
      rung.push(deliveryId);
      if (rung.length === 1) return { next: 'again', at: new Date(Date.now() + 30) };
      if (rung.length === 2) throw new Error('the database was away');
      return { next: 'done' };
    });
    await alarms.set([alarm('x')]);
    await until(() => rung.length === 3);
    expect(rung).toEqual(['x', 'x', 'x']);
  });

  it('moves and removes alarms', async () => {
    await using alarms = await open();
    const rung: string[] = [];
    await alarms.set([alarm('moved', 3_600_000), alarm('removed', 10)]);
    await alarms.move(alarm('moved', 20));
    await alarms.unset('testnet', 'removed');
    await alarms.unset('testnet', 'never set');
    await listen(alarms, async ({ deliveryId }) => {
      rung.push(deliveryId);
      return { next: 'done' };
    });
    await until(() => rung.includes('moved'));
    expect(rung).toEqual(['moved']);
  });

  it('rests while the network wants quiet', async () => {
    await using alarms = await open();
    const rung: { id: string; at: number }[] = [];
    const quietUntil = new Date(Date.now() + 700);
    await listen(alarms, async ({ deliveryId }) => {
      rung.push({ id: deliveryId, at: Date.now() });
      return deliveryId === 'first' && rung.length === 1
        ? { next: 'again', at: quietUntil, quietUntil }
        : { next: 'done' };
    });
    await alarms.set([alarm('first')]);
    await until(() => rung.length === 1);
    await new Promise(resolve => setTimeout(resolve, 100));
    await alarms.set([alarm('second')]);
    await until(() => rung.length === 3);
    expect(rung.slice(1).every(({ at }) => at >= quietUntil.getTime() - 20)).toBe(true);
  });

  it('lets a ring end when it is stopped, and aborts it when it takes too long', async () => {
    await using alarms = await open();
    const ended: string[] = [];
    await listen(alarms, async ({ deliveryId }, signal) => {
      const ms = deliveryId === 'short' ? 100 : 60_000;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      ended.push(`${deliveryId} ${signal.aborted ? 'aborted' : 'in peace'}`);
      return { next: 'done' };
    });
    await alarms.set([alarm('short'), alarm('long')]);
    await until(async () => (await alarms.armed('testnet', ['short', 'long'])).size === 2);
    await new Promise(resolve => setTimeout(resolve, 80));
    await alarms.stop(2_500);
    expect(ended).toEqual(['short in peace', 'long aborted']);
  });
});
