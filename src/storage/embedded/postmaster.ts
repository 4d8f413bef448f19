import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataFolder } from './data-folder.ts';
import { isAlive } from './is-alive.ts';

/** A server as its `postmaster.pid` describes it; the file may be left over from one that is gone. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Absent when the server listens on loopback only. */
  readonly socket: boolean;
  readonly ready: boolean;
  /** The whole file, to tell this server from a later one. */
  readonly text: string;
}

export const postmasterFile = (folder: DataFolder): string => join(folder.cluster, 'postmaster.pid');

export async function readPostmaster(folder: DataFolder): Promise<Postmaster | undefined> {
  const text = await readFile(postmasterFile(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [pid, , , port, socketFolder, , , status] = text.split('\n').map(line => line.trim());
  if (!Number(pid)) return undefined;
  return {
    pid: Number(pid),
    port: Number(port),
    socket: socketFolder !== '',
    ready: status === 'ready',
    text,
  };
}

/**
 * Is the process that the file names this very server? After a reboot, or in a new container, the number often belongs to
 * a stranger.
 */
export async function isRunning(postmaster: Postmaster, folder: DataFolder): Promise<boolean> {
  if (!isAlive(postmaster.pid)) return false;
  if (platform() === 'linux') {
    const cwd = await readlink(`/proc/${postmaster.pid}/cwd`).catch(() => undefined);
    return cwd === folder.cluster;
  }
  return (await processName(postmaster.pid)).includes('postgres');
}

async function processName(pid: number): Promise<string> {
  const [command, ...words] =
    platform() === 'win32'
      ? ['tasklist', '/nh', '/fi', `PID eq ${pid}`]
      : ['ps', '-o', 'comm=', '-p', String(pid)];
  const { stdout } = await promisify(execFile)(command ?? '', words).catch(() => ({ stdout: '' }));
  return stdout;
}
