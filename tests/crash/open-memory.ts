import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { InputError } from '../../src/domain/input-error.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { NO_REDIS, openRedis } from '../support/redis-process.ts';

/** Where the bot keeps everything while it is killed: a folder, a database and a queue of their own. */
export interface Memory extends AsyncDisposable {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the bot wrote into its ledger. */
  look<T>(at: (ledger: Ledger) => Promise<T>): Promise<T>;
}

/** The embedded database in a new folder, or a new one on the server of DATABASE_URL; Redis of REDIS_URL, or its own. */
export async function openMemory(queue: 'postgres' | 'redis'): Promise<Memory> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'solidarity-crash-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const databaseUrl = await createDatabase(opened);
  // The last one who closes it ends the embedded server.
  opened.defer(async () => (await openStorage({ dataDir, databaseUrl, log: silentLog })).close());
  const redisUrl = queue === 'redis' ? await findRedis(opened) : undefined;
  const rest = opened.move();
  return {
    folder,
    environment: {
      DATA_DIR: dataDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    },
    async look(at) {
      await using storage = await openStorage({ dataDir, databaseUrl, log: silentLog });
      return await at(createLedger(storage.kysely<LedgerTables>()));
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

async function createDatabase(opened: AsyncDisposableStack): Promise<string | undefined> {
  const server = process.env.DATABASE_URL;
  if (!server) return undefined;
  const name = `crash_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  opened.defer(() => administer(server, `drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

async function findRedis(opened: AsyncDisposableStack): Promise<string> {
  if (process.env.REDIS_URL) return process.env.REDIS_URL;
  const redis = await openRedis();
  if (redis === undefined) throw new InputError(NO_REDIS);
  return opened.use(redis).url;
}
