import { createPostgresBackend, type PostgresConnectionOptions, Queue, runMigrations, Worker } from 'bullmq';
import pg from 'pg';
import type { Log } from '../shared/log.ts';
import { type Backend, ringerDefaults } from './backend.ts';
import { createSeldomWarning } from './warn-seldom.ts';

/** The namespace of BullMQ's tables; a pool that is handed to it must look there by itself. */
const SCHEMA = 'bullmq';

/** Each network's worker listens on a connection of its own; these serve everything else. */
const QUERY_CONNECTIONS = 4;

/** One pool for all queues and workers. Makes or updates BullMQ's tables first. */
export async function createPostgresAlarms(
  connection: pg.PoolConfig,
  networks: number,
  prefix: string,
  log: Log,
): Promise<Backend> {
  const pool = new pg.Pool({
    ...connection,
    // What a dying server forgets of the queue is found again in the ledger: no commit of it waits for the disk.
    options:
      `${connection.options ?? ''} -c search_path=${SCHEMA} -c application_name=solidarity-queue -c synchronous_commit=off`.trim(),
    keepAlive: true,
    max: QUERY_CONNECTIONS + networks,
  });
  const lost = createSeldomWarning(log, 'the queue lost a connection');
  pool.on('error', lost);
  pool.on('connect', client => client.on('error', () => {}));
  await migrate(pool);
  // A pg.Pool is what BullMQ asks for; only its own narrower type of `removeAllListeners` says otherwise.
  const shared = pool as unknown as PostgresConnectionOptions;
  return {
    queue(network) {
      const queue = new Queue(`${prefix}-${network}`, { connection: shared }, createPostgresBackend);
      queue.on('error', lost);
      return queue;
    },
    worker(network, options, ring) {
      const worker = new Worker(
        `${prefix}-${network}`,
        ring,
        { ...ringerDefaults, ...options, connection: shared },
        createPostgresBackend,
      );
      worker.on('error', lost);
      return worker;
    },
    close: () => pool.end(),
  };
}

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
}
