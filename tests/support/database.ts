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
  const address = (database: string) => databaseUrl(serverUrl, database);
  const name = await administer(serverUrl, server => takeDatabase(server, blueprint, address));
  const url = address(name);
  const storage = await openStorage({ dataDir: '/nonexistent', databaseUrl: url, log: silentLog });
  const close = async () => {
    await storage.close();
    await administer(serverUrl, server => giveDatabaseBack(server, blueprint, name));
  };
  return { ...storage, url, close, [Symbol.asyncDispose]: close };
}

async function administer<T>(serverUrl: string, work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  return work(server).finally(() => server.end());
}
