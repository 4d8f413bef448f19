import type { Log } from '../../shared/log.ts';
import type { Connection } from './../storage.ts';
import { findBinaries } from './binaries.ts';
import { createCluster } from './create-cluster.ts';
import { openDataFolder } from './data-folder.ts';
import { readPassword } from './password.ts';
import { isRunning } from './postmaster.ts';
import { chooseListener } from './server-settings.ts';
import { chooseServerUser } from './server-user.ts';
import { attachOrStart, type Launch, type Running } from './start-server.ts';
import { stopUnlessUsed } from './stop-server.ts';

export interface EmbeddedServer {
  readonly setting: string;
  readonly connection: Connection;
  /** Ends the server unless another process uses it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Tells the connections of this process from those of others. */
  readonly applicationName: string;
  /** Settings of PostgreSQL beside our own. */
  readonly extraSettings?: Readonly<Record<string, string>>;
}

const WATCH_MS = 500;

/** The embedded PostgreSQL in DATA_DIR: created, started or attached to, and brought back when it dies. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const launch = await prepare(options);
  const running = await attachOrStart(launch);
  const watch = keepUp(running, launch);
  return {
    setting: launch.folder.setting,
    connection: running.connection,
    async stop() {
      await watch.end();
      await stopUnlessUsed(running.connection, launch);
    },
  };
}

async function prepare({
  dataDir,
  log,
  applicationName,
  extraSettings = {},
}: EmbeddedOptions): Promise<Launch> {
  const folder = await openDataFolder(dataDir);
  const user = await chooseServerUser(folder);
  const binaries = await findBinaries(folder, user);
  await createCluster(folder, binaries, user, log);
  const password = await readPassword(folder);
  const listener = await chooseListener(folder);
  return { folder, user, binaries, password, listener, applicationName, extraSettings, log };
}

/** Starts the server again, at the same address, when it is gone: killed, out of memory, stopped by somebody else. */
function keepUp(running: Running, launch: Launch): { end(): Promise<void> } {
  const { postmaster } = running;
  const again: Launch = postmaster.socket
    ? launch
    : { ...launch, listener: { kind: 'loopback', port: postmaster.port } };
  let current = postmaster;
  let round: Promise<void> = Promise.resolve();
  const look = async () => {
    if (await isRunning(current, launch.folder)) return;
    launch.log.warn('the database server is gone: starting it again');
    current = (await attachOrStart(again)).postmaster;
    launch.log.info('the database server is back');
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    round = look()
      .catch(error => launch.log.error('the database server does not start', { error: String(error) }))
      .finally(() => {
        busy = false;
      });
  }, WATCH_MS).unref();
  return {
    async end() {
      clearInterval(timer);
      await round;
    },
  };
}
