import { execFile } from 'node:child_process';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isRunning, readPostmaster } from './postmaster.ts';
import type { Launch, Running } from './start-server.ts';

const PATIENCE_MS = 30_000;

/** Gives up the use of the server, and ends it unless somebody else uses it. */
export async function stopUnlessUsed({ hold }: Running, launch: Launch): Promise<void> {
  try {
    if (await hold.giveUp()) await stop(launch);
    else launch.log.debug('another process uses the database: it stays up');
  } finally {
    await hold.end();
  }
}

/** While its use is denied to all others, the server that runs on the folder is the one that was held. */
async function stop({ folder, binaries }: Launch): Promise<void> {
  const postmaster = await readPostmaster(folder);
  if (postmaster === undefined || !(await isRunning(postmaster, folder))) return;
  if (platform() === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', folder.cluster, '-m', 'fast', '-w']);
    return;
  }
  process.kill(postmaster.pid, 'SIGINT');
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline && (await isRunning(postmaster, folder))) await sleep(5);
}
