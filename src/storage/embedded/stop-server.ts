import { execFile } from 'node:child_process';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { isRunning, readPostmaster } from './postmaster.ts';
import type { Launch, Running } from './start-server.ts';

const PATIENCE_MS = 30_000;

/**
 * Ends the server unless another process is connected to it.
 *
 * @param ours the `application_name` of this process, whose own connections, just closed, may linger for a moment
 */
export async function stopUnlessUsed({ connection }: Running, launch: Launch, ours: string): Promise<void> {
  const { folder, binaries, log } = launch;
  const postmaster = await readPostmaster(folder);
  if (postmaster === undefined || !(await isRunning(postmaster, folder))) return;
  if (await isUsedByOthers(connection, ours)) {
    log.debug('another process uses the database: it stays up');
    return;
  }
  if (platform() === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', folder.cluster, '-m', 'fast', '-w']);
    return;
  }
  process.kill(postmaster.pid, 'SIGINT');
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline && (await isRunning(postmaster, folder))) await sleep(5);
}

async function isUsedByOthers(connection: pg.PoolConfig, ours: string): Promise<boolean> {
  const client = new pg.Client({ ...connection, application_name: ours, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and application_name <> $1`,
      [ours],
    );
    return (rows[0]?.others ?? 0) > 0;
  } finally {
    await client.end().catch(() => {});
  }
}
