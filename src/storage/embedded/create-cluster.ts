import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../domain/input-error.ts';
import type { Log } from '../../shared/log.ts';
import { asServerUser } from './as-server-user.ts';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { makePassword } from './password.ts';
import { DATABASE_USER } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

/**
 * Creates the files of PostgreSQL unless they are there. They are made beside their place and moved into it, so that a kill
 * half-way leaves no half database, and of two first starts at once one wins.
 */
export async function createCluster(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser,
  log: Log,
): Promise<void> {
  if (await isCreated(folder)) return;
  log.info('creating the database', { folder: folder.cluster });
  await removeAbandoned(folder);
  const draft = join(folder.path, `${DRAFT_PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    await initialise(draft, folder, binaries, user);
    await rename(draft, folder.cluster).catch(async error => {
      if (!(await isCreated(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}.password`, { force: true });
  }
}

const DRAFT_PREFIX = 'postgres.creating-';

/** Its process' number may be in use again; no creation takes this long. */
const ABANDONED_MS = 10 * 60_000;

async function isCreated(folder: DataFolder): Promise<boolean> {
  const entries = await readdir(folder.cluster).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new InputError(
      `${folder.cluster} cannot be read (${error.code}): start as the user that created it.`,
    );
  });
  if (entries.includes('PG_VERSION')) return true;
  if (entries.length === 0) return false;
  throw new InputError(
    `${folder.cluster} holds something else than a database: set DATA_DIR to another folder.`,
  );
}

/** What a process that is no more has left behind. */
async function removeAbandoned(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.path)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    const path = join(folder.path, name);
    const madeAt = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    const pid = Number.parseInt(name.slice(DRAFT_PREFIX.length), 10);
    if (!isAlive(pid) || Date.now() - madeAt > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function initialise(
  draft: string,
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  // Handed over as an open file: the server's user may be unable to walk to it.
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, `${await makePassword(folder)}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  await using handle = await open(passwordFile, 'r');
  const inherited = asServerUser(draft, user);
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${inherited.folder}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${user === undefined ? passwordFile : '/dev/fd/3'}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--wal-segsize=4',
    ],
    { ...inherited.options, stdio: ['ignore', 'ignore', 'pipe', handle.fd] },
  );
  const { code, complaint } = await ended(child);
  if (code === 0) return;
  throw new InputError(`PostgreSQL cannot create its files in ${folder.setting}: ${complaint}`);
}

async function ended(child: ReturnType<typeof spawn>): Promise<{ code: number | null; complaint: string }> {
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      const lines = said.trim().split('\n');
      resolve({ code, complaint: lines.find(line => /error|fatal/i.test(line)) ?? lines.at(-1) ?? '' });
    });
  });
}
