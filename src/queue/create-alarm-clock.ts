import type pg from 'pg';
import type { Alarm, AlarmClock } from '../domain/alarm-clock.ts';
import type { RateLimit } from '../domain/network.ts';
import type { NetworkName } from '../domain/place.ts';
import type { Clock } from '../shared/clock.ts';
import { systemClock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { AlarmQueue, AlarmWorker, Backend } from './backend.ts';
import { createPostgresAlarms } from './postgres-backend.ts';
import { createRedisAlarms } from './redis-backend.ts';
import { createRinger } from './ring-job.ts';
import { within } from './within.ts';

export type QueueBackend =
  | { readonly kind: 'postgres'; readonly connection: pg.PoolConfig }
  | { readonly kind: 'redis'; readonly url: string };

export interface AlarmClockOptions {
  readonly backend: QueueBackend;
  readonly networks: readonly NetworkName[];
  /** Keeps several bots apart on one server. */
  readonly prefix?: string;
  /** How many deliveries of one network ring at the same time in this process; as many as its limit is worth, unless told. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  readonly log: Log;
}

const PREFIX = 'solidarity';

/** A queue that is away does not hold up whoever sets an alarm: the sweeper sets it later. */
const ANSWER_MS = 5_000;

/** Of the grace, what is kept for rings to end in once their signal has aborted. */
const ABORTED_RING_MS = 2_000;

export async function createAlarmClock(options: AlarmClockOptions): Promise<AlarmClock> {
  const { networks, log, prefix = PREFIX, clock = systemClock } = options;
  const backend = await openBackend(options.backend, networks.length, prefix, log);
  const queues = new Map(networks.map(network => [network, backend.queue(network)]));
  const workers: AlarmWorker[] = [];
  const abort = new AbortController();

  const answered = <T>(work: Promise<T>): Promise<T> =>
    within(work, ANSWER_MS, () => Promise.reject(new Error('the queue does not answer')));
  const queueOf = (network: NetworkName): AlarmQueue => {
    const queue = queues.get(network);
    if (queue === undefined) throw new Error(`no queue for the network ${network}`);
    return queue;
  };
  const set = async (alarms: readonly Alarm[]) => {
    for (const [network, ofNetwork] of Map.groupBy(alarms, alarm => alarm.network)) {
      await answered(queueOf(network).addBulk(ofNetwork.map(alarm => jobOf(alarm, clock.now()))));
    }
  };
  const unset = async (network: NetworkName, deliveryId: string) => {
    const job = await answered(queueOf(network).getJob(deliveryId));
    await answered(job?.remove().catch(ignoreRinging) ?? Promise.resolve());
  };

  return {
    set,
    unset,
    async move(alarm) {
      await unset(alarm.network, alarm.deliveryId);
      await set([alarm]);
    },
    async armed(network, deliveryIds) {
      const jobs = await answered(Promise.all(deliveryIds.map(id => queueOf(network).getJob(id))));
      return new Set(jobs.flatMap(job => (job?.id === undefined ? [] : [job.id])));
    },
    async check() {
      for (const queue of queues.values()) await answered(queue.getJob('none'));
    },
    async start(listening, ring) {
      for (const { name, rateLimit } of listening) {
        const ringJob = createRinger({
          network: name,
          queue: queueOf(name),
          ring,
          clock,
          signal: abort.signal,
          log,
        });
        const concurrency = options.concurrency ?? ringsAtOnce(rateLimit);
        const limiter = ringsOf(rateLimit, concurrency);
        workers.push(backend.worker(name, { concurrency, limiter }, ringJob));
      }
      await Promise.all(workers.map(worker => worker.waitUntilReady()));
    },
    async stop(graceMs) {
      const closed = Promise.all(workers.splice(0).map(worker => worker.close()));
      const inPeace = closed.then(() => true);
      if (await within(inPeace, Math.max(0, graceMs - ABORTED_RING_MS), () => false)) return;
      abort.abort();
      await within(inPeace, ABORTED_RING_MS, () => false);
    },
    async close() {
      abort.abort();
      await Promise.all([...queues.values()].map(queue => queue.close()));
      await backend.close();
    },
  };
}

async function openBackend(
  backend: QueueBackend,
  networks: number,
  prefix: string,
  log: Log,
): Promise<Backend> {
  if (backend.kind === 'redis') return createRedisAlarms(backend.url, prefix, log);
  return createPostgresAlarms(backend.connection, networks, prefix, log);
}

function jobOf(alarm: Alarm, now: Date) {
  return {
    name: 'ring',
    data: {},
    opts: {
      jobId: alarm.deliveryId,
      delay: Math.max(0, alarm.at.getTime() - now.getTime()),
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}

const FEWEST_AT_ONCE = 12;
const MOST_AT_ONCE = 64;

/** A fast network is worth more rings at the same time: what they ask of the database they ask together. */
function ringsAtOnce({ calls, perMs }: RateLimit): number {
  const halfASecond = Math.ceil((calls * 500) / perMs);
  return Math.min(MOST_AT_ONCE, Math.max(FEWEST_AT_ONCE, halfASecond));
}

/**
 * How often a second deliveries may ring, over all workers: as often as calls are allowed, and a handful more, since a
 * ring need not end in a call. The calls themselves are counted by the ledger, exactly.
 */
function ringsOf({ calls, perMs }: RateLimit, handful: number): { max: number; duration: number } {
  return { max: Math.ceil((calls * 1000) / perMs) + handful, duration: 1000 };
}

/** A job that is ringing is locked and stays; the delivery it wakes finds its new state in the ledger. */
function ignoreRinging(error: Error): void {
  if (!/locked/i.test(error.message)) throw error;
}
