import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../domain/input-error.ts';
import type { Log } from '../../shared/log.ts';
import type { Connection } from './../storage.ts';
import { asServerUser } from './as-server-user.ts';
import type { Binaries } from './binaries.ts';
import { cannotRun } from './cannot-run.ts';
import type { DataFolder } from './data-folder.ts';
import { removeAbandoned } from './draft-folder.ts';
import { type Hold, holdServer } from './hold-server.ts';
import { isAlive } from './is-alive.ts';
import { isRunning, type Postmaster, postmasterFile, readPostmaster } from './postmaster.ts';
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
  /** While it is held, no other process ends the server. */
  readonly hold: Hold;
}

/** An attempt of this process to start the server. Of several processes that try at once, one succeeds. */
interface Start {
  readonly child: ChildProcess;
  /** What the server says, in a file of its own: two that share one overwrite each other's lines. */
  readonly log: string;
}

/**
 * Attaches to the server that runs on this folder, whoever started it, or starts it. Answers when it takes queries and is
 * held. Several processes may do so at once, while others end: PostgreSQL's own lock file lets one server through, and all
 * attach to it.
 */
export async function attachOrStart(launch: Launch): Promise<Running> {
  const { folder } = launch;
  const deadline = performance.now() + PATIENCE_MS;
  let start: Start | undefined;
  try {
    while (performance.now() < deadline) {
      const postmaster = await readPostmaster(folder);
      const alive = postmaster !== undefined && (await isRunning(postmaster, folder));
      if (alive && postmaster.pid === start?.child.pid) await keepLog(start, folder);
      const running = alive && postmaster.ready ? await attach(postmaster, launch) : undefined;
      if (running !== undefined) return running;
      if (start !== undefined && hasEnded(start.child)) {
        await judgeEnd(start, launch);
        start = undefined;
      } else if (!alive && start === undefined) {
        if (postmaster !== undefined) await removeStale(postmaster, folder);
        start = await startServer(launch);
      }
      await sleep(POLL_MS);
    }
  } finally {
    if (start !== undefined) await rm(start.log, { force: true });
  }
  throw new InputError(`PostgreSQL does not answer in ${folder.setting}: see ${folder.log}.`);
}

/** Undefined while the server starts or ends. */
async function attach(postmaster: Postmaster, launch: Launch): Promise<Running | undefined> {
  const connection = connectionTo(postmaster, launch);
  const hold = await holdServer(connection, launch.folder);
  return hold && { postmaster, connection, hold };
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
async function startServer({ folder, binaries, user, listener, extraSettings }: Launch): Promise<Start> {
  const drafts = `${basename(folder.log)}.starting-`;
  await removeAbandoned(folder.path, drafts);
  const log = join(folder.path, `${drafts}${process.pid}-${randomBytes(4).toString('hex')}`);
  const inherited = asServerUser(folder.cluster, user);
  await using file = await open(log, 'w', 0o600);
  const child = spawn(
    binaries.postgres,
    ['-D', inherited.folder, ...serverArguments(await listener(), extraSettings)],
    {
      ...inherited.options,
      detached: true,
      stdio: ['ignore', file.fd, file.fd],
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', error => reject(cannotRun(binaries.postgres, error)));
  });
  child.unref();
  return { child, log };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** The log of the last start that came so far as to own the folder, or failed. */
async function keepLog({ log }: Start, folder: DataFolder): Promise<void> {
  await rename(log, folder.log).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/**
 * Another process was first, or has ended the server already, or the last server's children still hold on to its memory:
 * look again. All else is final.
 */
async function judgeEnd(start: Start, { folder, log }: Launch): Promise<void> {
  const said = await readFile(start.log, 'utf8').catch(() => readFile(folder.log, 'utf8').catch(() => ''));
  const complaint =
    said.split('\n').findLast(line => /FATAL|PANIC|error while loading/.test(line)) ?? said.trim();
  const passing =
    start.child.exitCode === 0 || /lock file|shared memory block|Address already in use/.test(said);
  if (!passing) {
    await keepLog(start, folder);
    throw new InputError(`PostgreSQL cannot start in ${folder.setting}: ${complaint} (see ${folder.log}).`);
  }
  await rm(start.log, { force: true });
  log.debug('waiting for the other database server', { complaint });
  await sleep(20 * POLL_MS);
}

/**
 * PostgreSQL itself passes over a file whose process is gone, but not over one whose number now belongs to a stranger.
 * Moved first and read again, so that the file of a server that starts in this moment is put back.
 */
async function removeStale(stale: Postmaster, folder: DataFolder): Promise<void> {
  if (!isAlive(stale.pid)) return;
  const aside = `${postmasterFile(folder)}.${randomBytes(6).toString('hex')}`;
  await rename(postmasterFile(folder), aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => stale.text);
  if (moved === stale.text) await rm(aside, { force: true });
  else await rename(aside, postmasterFile(folder));
}
