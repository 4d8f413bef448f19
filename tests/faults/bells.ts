import { randomBytes } from 'node:crypto';
import type { NetworkName } from '../../src/domain/place.ts';
import { createAlarmClock } from '../../src/queue/create-alarm-clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { BACKENDS, backendOf } from '../queue/backends.ts';
import type { TestDatabase } from '../support/database.ts';

/** One ring of a delivery; resolves to whether it is over. */
export type Step = (signal: AbortSignal) => Promise<boolean>;

/** A real queue that rings deliveries again and again, without waiting for their time, which tests turn to. */
export interface Bells extends AsyncDisposable {
  ringThrough(deliveryId: string, step: Step): Promise<void>;
}

/** On Redis where REDIS_URL names one, else on PostgreSQL: `.ci/run` does both. */
export async function openBells(
  network: NetworkName,
  database: TestDatabase,
  atATime: number,
): Promise<Bells> {
  const kind = BACKENDS.at(-1) ?? 'postgres';
  const prefix = `test-${randomBytes(4).toString('hex')}`;
  const alarms = await createAlarmClock({
    backend: backendOf(kind, database),
    networks: [network],
    prefix,
    concurrency: atATime,
    log: silentLog,
  });
  const ringing = new Map<string, { readonly step: Step; readonly over: PromiseWithResolvers<void> }>();
  const now = () => new Date();
  await alarms.start(
    [{ name: network, rateLimit: { calls: 100_000, perMs: 1_000 } }],
    async ({ deliveryId }, signal) => {
      const rung = ringing.get(deliveryId);
      if (rung === undefined) return { next: 'done' };
      try {
        if (!(await rung.step(signal))) return { next: 'again', at: now() };
        rung.over.resolve();
      } catch (error) {
        rung.over.reject(error);
      }
      return { next: 'done' };
    },
  );
  return {
    async ringThrough(deliveryId, step) {
      const over = Promise.withResolvers<void>();
      ringing.set(deliveryId, { step, over });
      await alarms.set([{ deliveryId, network, at: now() }]);
      await over.promise;
    },
    async [Symbol.asyncDispose]() {
      await alarms.stop(3_000);
      await alarms.close();
    },
  };
}
