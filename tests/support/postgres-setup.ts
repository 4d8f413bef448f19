import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createPostgresAlarms } from '../../src/queue/postgres-backend.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openEmbedded } from '../../src/storage/embedded/open-embedded.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { type Blueprint, drawBlueprint } from './emptied-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server on which tests have their databases: an address of its own database, and what theirs are like. */
    postgres: { url: string; blueprint: Blueprint };
  }
}

/** One PostgreSQL for the whole run: that of DATABASE_URL, or an embedded one in a folder that goes away with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  const template = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.url, client => client.query(`create database ${template}`));
  const blueprint = await build(databaseUrl(server.url, template), template);
  project.provide('postgres', { url: server.url, blueprint });
  return async () => {
    await withClient(server.url, client => dropAll(client, template));
    await server.stop();
  };
}

/** Every table that the bot makes at its start, those of the queue among them. */
async function build(url: string, template: string): Promise<Blueprint> {
  const pool = new pg.Pool({ connectionString: url });
  await migrate(pool, 'the test server');
  await pool.end();
  const alarms = await createPostgresAlarms({ connectionString: url }, 0, 'template', silentLog);
  await alarms.close();
  return withClient(url, client => drawBlueprint(client, template));
}

async function dropAll(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [template],
  );
  for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
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

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
