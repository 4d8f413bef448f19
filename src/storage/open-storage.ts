import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import type { Log } from '../shared/log.ts';
import { createPool } from './create-pool.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { migrate } from './migrate.ts';
import { openServer } from './open-server.ts';
import type { DatabaseServer, Storage } from './storage.ts';

export interface StorageOptions {
  /** Holds the embedded server; not touched where `databaseUrl` is set. */
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly log: Log;
  /** Settings for the embedded server beside our own. */
  readonly extraSettings?: Readonly<Record<string, string>>;
}

/**
 * Opens the database, its tables up to date: the one of `databaseUrl`, or else the embedded server in `dataDir`.
 * Fails with `InputError` when the setting cannot be used.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const server = await openDatabase(options);
  const pool = createPool(server.connection, options.log);
  let closing: Promise<void> | undefined;
  const end = async () => {
    await pool.end();
    await server.stop();
  };
  const close = () => {
    closing ??= end();
    return closing;
  };
  try {
    await migrate(pool, server.setting);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pool,
    connection: server.connection,
    setting: server.setting,
    kysely: <Tables>() => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function openDatabase({ databaseUrl, ...options }: StorageOptions): Promise<DatabaseServer> {
  const applicationName = `solidarity ${process.pid} ${randomBytes(4).toString('hex')}`;
  return databaseUrl === undefined
    ? openEmbedded({ ...options, applicationName })
    : openServer(databaseUrl, applicationName);
}
