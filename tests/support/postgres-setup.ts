import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { silentLog } from '../../src/shared/log.ts';
import { openEmbedded } from '../../src/storage/embedded/open-embedded.ts';
import { migrate } from '../../src/storage/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server on which tests create their databases: an address of its own database, and the name of the template. */
    postgres: { url: string; template: string };
  }
}

/** One PostgreSQL for the whole run: that of DATABASE_URL, or an embedded one in a folder that goes away with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  const template = `test_${randomBytes(6).toString('hex')}_template`;
  await query(server.url, `create database ${template}`);
  const pool = new pg.Pool({ connectionString: databaseUrl(server.url, template) });
  await migrate(pool, 'the test server');
  await pool.end();
  project.provide('postgres', { url: server.url, template });
  return async () => {
    await query(server.url, `drop database ${template} with (force)`);
    await server.stop();
  };
}

/** The same server's other database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

async function openTestServer(): Promise<TestServer> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'solidarity-test-'));
  const port = await freePort();
  const server = await openEmbedded({
    dataDir,
    log: silentLog,
    applicationName: 'test setup',
    extraSettings: {
      listen_addresses: '127.0.0.1',
      port: String(port),
      fsync: 'off',
      full_page_writes: 'off',
    },
  });
  const { user, password, database } = server.connection;
  return {
    url: `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
