import pg from 'pg';
import { inject } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { giveDatabaseBack, takeDatabase } from './emptied-databases.ts';
import { databaseUrl } from './postgres-setup.ts';

/** A storage of its own for a test, on a real server; its database goes with it. */
export interface TestDatabase extends Storage {
  /** The same database as DATABASE_URL would name it, for a bot in another process. */
  readonly url: string;
}

/** A fresh database with every table: `await using database = await createTestDatabase()`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, blueprint } = inject('postgres');
  const server = connect(serverUrl);
  const address = (database: string) => databaseUrl(serverUrl, database);
  const name = await takeDatabase(server, blueprint, address);
  const url = address(name);
  const storage = await openStorage({ dataDir: '/nonexistent', databaseUrl: url, log: silentLog });
  const close = async () => {
    await storage.close();
    await giveDatabaseBack(server, blueprint, name);
  };
  return { ...storage, url, close, [Symbol.asyncDispose]: close };
}

let known: pg.Pool | undefined;

/** One connection for all tests of a worker: the server starts a process for each. It ends with the run. */
function connect(serverUrl: string): pg.Pool {
  if (known !== undefined) return known;
  known = new pg.Pool({ connectionString: serverUrl, max: 1, allowExitOnIdle: true });
  known.on('error', () => {});
  return known;
}
