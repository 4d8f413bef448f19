import type { Log } from '../../shared/log.ts';
import type { Connection } from './../storage.ts';
import { findBinaries } from './binaries.ts';
import { createCluster } from './create-cluster.ts';
import { openDataFolder } from './data-folder.ts';
import { keepUp } from './keep-up.ts';
import { readPassword } from './password.ts';
import { chooseListener } from './server-settings.ts';
import { chooseServerUser } from './server-user.ts';
import { attachOrStart, type Launch } from './start-server.ts';
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

/** The embedded PostgreSQL in DATA_DIR: created, started or attached to, and brought back when it dies. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const launch = await prepare(options);
  const running = await attachOrStart(launch);
  const watch = keepUp(running, launch);
  return {
    setting: launch.folder.setting,
    connection: running.connection,
    async stop() {
      await stopUnlessUsed(await watch.end(), launch);
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
  const listener = () => chooseListener(folder);
  return { folder, user, binaries, password, listener, applicationName, extraSettings, log };
}
