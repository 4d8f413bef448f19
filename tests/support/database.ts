import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { databaseUrl } from './postgres-setup.ts';

/** A storage of its own for a test, on a real server; its database is dropped with it. */
export interface TestDatabase extends Storage {
  /** The same database as DATABASE_URL would name it, for a bot in another process. */
  readonly url: string;
}

/** A fresh database with every table: `await using database = await createTestDatabase()`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(serverUrl, name);
  const storage = await openStorage({ dataDir: '/nonexistent', databaseUrl: url, log: silentLog });
  const close = async () => {
    await storage.close();
    await administer(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { ...storage, url, close, [Symbol.asyncDispose]: close };
}

async function administer(serverUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
