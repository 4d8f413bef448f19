import { DelayedError, type Processor } from 'bullmq';
import type { Ring } from '../domain/alarm-clock.ts';
import type { NetworkName } from '../domain/place.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { AlarmQueue } from './backend.ts';

/** A ring that broke (the database was away, say) comes again after this. */
const BROKEN_RING_MS = 2_000;

export interface RingerDependencies {
  readonly network: NetworkName;
  readonly queue: Pick<AlarmQueue, 'rateLimit'>;
  readonly ring: Ring;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Rings one delivery and does with its alarm what the delivery says. */
export function createRinger(dependencies: RingerDependencies): Processor {
  const { network, queue, ring, clock, signal, log } = dependencies;
  return async (job, token) => {
    const deliveryId = job.id ?? '';
    const woken = await ring({ deliveryId, network }, signal).catch((error: Error) => {
      log.error('a ring broke', { delivery: deliveryId, error: error.message });
      return { next: 'again' as const, at: new Date(clock.now().getTime() + BROKEN_RING_MS) };
    });
    if (woken.next === 'done') return;
    const now = clock.now().getTime();
    if ('quietUntil' in woken && woken.quietUntil.getTime() > now) {
      await queue.rateLimit(woken.quietUntil.getTime() - now);
    }
    const waitMs = Math.max(0, woken.at.getTime() - now);
    await job.moveToDelayed(Date.now() + waitMs, token);
    throw new DelayedError();
  };
}
