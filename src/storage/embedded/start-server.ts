import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../domain/input-error.ts';
import type { Log } from '../../shared/log.ts';
import type { Connection } from './../storage.ts';
import { asServerUser } from './as-server-user.ts';
import type { Binaries } from './binaries.ts';
import { cannotRun } from './cannot-run.ts';
import type { DataFolder } from './data-folder.ts';
import { isRunning, type Postmaster, postmasterFile, readPostmaster } from './postmaster.ts';
import { probe } from './probe.ts';
import { DATABASE_NAME, DATABASE_USER, type Listener, serverArguments } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

/** Long enough for the recovery after a power failure. */
const PATIENCE_MS = 60_000;
const POLL_MS = 5;

export interface Launch {
  readonly folder: DataFolder;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  /** Asked at each start, since a free port may be taken by then. */
  readonly listener: () => Promise<Listener>;
  readonly password: string;
  /** Tells the connections of this process from those of others. */
  readonly applicationName: string;
  readonly extraSettings: Readonly<Record<string, string>>;
  readonly log: Log;
}

export interface Running {
  readonly postmaster: Postmaster;
  readonly connection: Connection;
}

/**
 * Attaches to the server that runs on this folder, whoever started it, or starts it. Answers when it takes queries.
 * Several processes may do so at once: PostgreSQL's own lock file lets one server through, and all attach to it.
 */
export async function attachOrStart(launch: Launch): Promise<Running> {
  const deadline = performance.now() + PATIENCE_MS;
  let child: ChildProcess | undefined;
  while (performance.now() < deadline) {
    const postmaster = await readPostmaster(launch.folder);
    const alive = postmaster !== undefined && (await isRunning(postmaster, launch.folder));
    if (alive && postmaster.ready) {
      const connection = connectionTo(postmaster, launch);
      if (await probe(connection, launch.folder)) return { postmaster, connection };
    } else if (!alive && child === undefined) {
      if (postmaster !== undefined) await removeStale(postmaster, launch.folder);
      child = await startServer(launch);
    } else if (child !== undefined && hasEnded(child)) {
      await judgeEnd(launch);
      child = undefined;
    }
    await sleep(POLL_MS);
  }
  throw new InputError(`PostgreSQL does not answer in ${launch.folder.setting}: see ${launch.folder.log}.`);
}

function connectionTo(postmaster: Postmaster, { folder, password, applicationName }: Launch): Connection {
  return {
    host: postmaster.socket ? folder.cluster : '127.0.0.1',
    port: postmaster.port,
    user: DATABASE_USER,
    password,
    database: DATABASE_NAME,
    ssl: false,
    application_name: applicationName,
  };
}

/** Detached and logging to a file, so that the death of the bot, or its Ctrl+C, does not reach the server. */
async function startServer({
  folder,
  binaries,
  user,
  listener,
  extraSettings,
}: Launch): Promise<ChildProcess> {
  const inherited = asServerUser(folder.cluster, user);
  await using log = await open(folder.log, 'w', 0o600);
  const child = spawn(
    binaries.postgres,
    ['-D', inherited.folder, ...serverArguments(await listener(), extraSettings)],
    {
      ...inherited.options,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', error => reject(cannotRun(binaries.postgres, error)));
  });
  child.unref();
  return child;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Another process was first, or the last server's children still hold on to its memory: look again. All else is final. */
async function judgeEnd({ folder, log }: Launch): Promise<void> {
  const said = await readFile(folder.log, 'utf8').catch(() => '');
  const complaint =
    said.split('\n').findLast(line => /FATAL|PANIC|error while loading/.test(line)) ?? said.trim();
  if (!/lock file|shared memory block|Address already in use/.test(said)) {
    throw new InputError(`PostgreSQL cannot start in ${folder.setting}: ${complaint} (see ${folder.log}).`);
  }
  log.debug('waiting for the other database server', { complaint });
  await sleep(20 * POLL_MS);
}

/**
 * PostgreSQL itself passes over a file whose process is gone, but not over one whose number now belongs to a stranger.
 * Moved first and read again, so that the file of a server that starts in this moment is put back.
 */
async function removeStale(stale: Postmaster, folder: DataFolder): Promise<void> {
  const aside = `${postmasterFile(folder)}.${randomBytes(6).toString('hex')}`;
  await rename(postmasterFile(folder), aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => stale.text);
  if (moved === stale.text) await rm(aside, { force: true });
  else await rename(aside, postmasterFile(folder));
}
