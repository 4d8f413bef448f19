import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../shared/log.ts';
import { type Backend, ringerDefaults } from './backend.ts';
import { createSeldomWarning } from './warn-seldom.ts';

const RECONNECT_AT_MOST_MS = 2_000;

/** One connection for all commands; BullMQ adds a blocking one for each worker. Commands wait while Redis is away. */
export function createRedisAlarms(url: string, prefix: string, log: Log): Backend {
  const connection = new Redis(url, {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    retryStrategy: times => Math.min(times * 100, RECONNECT_AT_MOST_MS),
  });
  const lost = createSeldomWarning(log, 'the queue lost a connection');
  connection.on('error', lost);
  return {
    queue(network) {
      const queue = new Queue(network, { connection, prefix });
      queue.on('error', lost);
      return queue;
    },
    worker(network, options, ring) {
      const worker = new Worker(network, ring, { ...ringerDefaults, ...options, connection, prefix });
      worker.on('error', lost);
      return worker;
    },
    async close() {
      connection.disconnect();
    },
  };
}
