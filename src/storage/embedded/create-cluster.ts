import { type ChildProcess, spawn } from 'node:child_process';
import { chown, type FileHandle, open, readdir, rm, writeFile } from 'node:fs/promises';
import { InputError } from '../../domain/input-error.ts';
import type { Log } from '../../shared/log.ts';
import { asServerUser } from './as-server-user.ts';
import type { Binaries } from './binaries.ts';
import { cannotRun } from './cannot-run.ts';
import type { DataFolder } from './data-folder.ts';
import { makeWhole } from './draft-folder.ts';
import { makePassword } from './password.ts';
import { DATABASE_USER } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

/** Creates the files of PostgreSQL unless they are there. */
export async function createCluster(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser,
  log: Log,
): Promise<void> {
  if (await isCreated(folder)) return;
  log.info('creating the database', { folder: folder.cluster });
  const fill = (draft: string) => initialise(draft, folder, binaries, user);
  await makeWhole(folder.path, 'postgres.creating-', folder.cluster, fill, () => isCreated(folder));
}

async function isCreated(folder: DataFolder): Promise<boolean> {
  const entries = await readdir(folder.cluster).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new InputError(
      `${folder.setting} holds the database of another user (${error.code}): start as that user or set DATA_DIR to another folder.`,
    );
  });
  if (entries.includes('PG_VERSION')) return true;
  if (entries.length === 0) return false;
  throw new InputError(
    `${folder.setting} has a folder "postgres" that is no database: set DATA_DIR to another folder.`,
  );
}

async function initialise(
  draft: string,
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  const password = await makePassword(folder);
  if (user !== undefined) await chown(draft, user.uid, user.gid);
  await using handle = await openForUser(`${draft}.password`, password, user);
  const inherited = asServerUser(draft, user);
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${inherited.folder}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${handle === undefined ? folder.password : '/dev/fd/3'}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--wal-segsize=4',
    ],
    { ...inherited.options, stdio: ['ignore', 'ignore', 'pipe', handle?.fd ?? 'ignore'] },
  );
  const { code, complaint } = await ended(child, binaries.initdb);
  if (code === 0) return;
  throw new InputError(`PostgreSQL cannot create its files in ${folder.setting}: ${complaint}`);
}

/** Another user may be unable to walk to the password, so it gets an open file of its own, which has no name any more. */
async function openForUser(path: string, text: string, user: ServerUser): Promise<FileHandle | undefined> {
  if (user === undefined) return undefined;
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600 });
    await chown(path, user.uid, user.gid);
    return await open(path, 'r');
  } finally {
    await rm(path, { force: true });
  }
}

async function ended(
  child: ChildProcess,
  program: string,
): Promise<{ code: number | null; complaint: string }> {
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', error => reject(cannotRun(program, error)));
    child.once('close', code => {
      const lines = said.trim().split('\n');
      resolve({ code, complaint: lines.find(line => /error|fatal/i.test(line)) ?? lines.at(-1) ?? '' });
    });
  });
}
