import pg from 'pg';
import type { Log } from '../shared/log.ts';
import type { Connection } from './storage.ts';

/**
 * A pool that outlives its server: a lost connection, idle or checked out, is a line in the log instead of an unhandled
 * `error` event, and the next query connects anew.
 */
export function createPool(connection: Connection, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...connection, max: 10, idleTimeoutMillis: 30_000 });
  const lost = (error: Error) => log.warn('database connection lost', { error: error.message });
  pool.on('error', lost);
  pool.on('connect', client => client.on('error', () => {}));
  return pool;
}
