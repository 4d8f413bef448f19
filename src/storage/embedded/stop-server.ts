import { execFile } from 'node:child_process';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Connection } from './../storage.ts';
import { isRunning, readPostmaster } from './postmaster.ts';
import type { Launch } from './start-server.ts';

const PATIENCE_MS = 30_000;

/** Ends the server unless another process is connected to it. */
export async function stopUnlessUsed(connection: Connection, launch: Launch): Promise<void> {
  const { folder, binaries, log } = launch;
  const postmaster = await readPostmaster(folder);
  if (postmaster === undefined || !(await isRunning(postmaster, folder))) return;
  if (await isUsedByOthers(connection)) {
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

/** Connections of this process, just closed, may linger for a moment; they bear its name. */
async function isUsedByOthers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and application_name <> $1`,
      [connection.application_name],
    );
    return (rows[0]?.others ?? 0) > 0;
  } catch {
    // Too many connections, or another process is ending it at this moment: in doubt it is not ours to end.
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
