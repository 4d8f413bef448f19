import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, inject, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { createTestDatabase } from '../support/database.ts';

const openAt = (databaseUrl: string) => openStorage({ dataDir: '/nonexistent', databaseUrl, log: silentLog });

async function refusalOf(databaseUrl: string): Promise<string> {
  const error = await openAt(databaseUrl).then(
    () => undefined,
    failure => failure,
  );
  expect(error).toBeInstanceOf(InputError);
  const { username, password, hostname, port } = new URL(databaseUrl);
  for (const value of [databaseUrl, username, password, hostname, port].filter(text => text.length > 3)) {
    expect(String(error), 'a refusal never repeats the value').not.toContain(value);
  }
  return (error as InputError).message;
}

function changed(change: (url: URL) => void): string {
  const url = new URL(inject('postgres').url);
  change(url);
  return url.href;
}

test('the server of DATABASE_URL is used as it is, and left running', async () => {
  await using database = await createTestDatabase();
  const storage = await openAt(database.url);
  expect(storage.setting).toBe('DATABASE_URL');
  await storage.pool.query('create table notes (text text)');
  await storage.close();
  expect((await database.pool.query('select * from notes')).rows).toEqual([]);
});

test('a wrong password or user', async () => {
  const url = changed(address => {
    address.username = 'nobody_of_that_name';
    address.password = 'not-the-password';
  });
  expect(await refusalOf(url)).toMatch(/^DATABASE_URL is refused by the server: check its user name/);
});

test('a database that does not exist', async () => {
  const url = changed(address => {
    address.pathname = '/missing_database';
  });
  expect(await refusalOf(url)).toBe(
    'DATABASE_URL names a database that does not exist: create it or correct the name.',
  );
});

test('a port where nobody listens', async () => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  const url = changed(address => {
    address.hostname = '127.0.0.1';
    address.port = String(port);
  });
  expect(await refusalOf(url)).toMatch(
    /^DATABASE_URL cannot be reached \(ECONNREFUSED\): check host and port/,
  );
});

test('a server that is no PostgreSQL', async () => {
  const server = createServer(socket =>
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n', () => socket.destroy()),
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(await refusalOf(`postgresql://user:a-password@127.0.0.1:${port}/campaign`)).toMatch(
    /^DATABASE_URL cannot be/,
  );
  await new Promise(resolve => server.close(resolve));
});

test.each([
  'mysql://user:a-password@db.example/campaign',
  'postgresql://user:a-password@db.example:port/campaign',
])('what is no address of PostgreSQL: %s', async databaseUrl => {
  const refused = openAt(databaseUrl);
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(
    /^DATABASE_URL is not a PostgreSQL address: write postgresql:[^ ]+\.$/,
  );
});

test('lost connections, idle or in a transaction, crash nothing, and the next query connects anew', async () => {
  await using database = await createTestDatabase();
  await using other = await openAt(database.url);
  const busy = await database.pool.connect();
  await busy.query('begin');
  await other.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await expect(busy.query('select 1')).rejects.toThrow();
  busy.release(true);
  await expect
    .poll(() => database.pool.query('select 1 as one').then(({ rows }) => rows, String))
    .toEqual([{ one: 1 }]);
});

test('a connection that is cut off before it is answered is tried again', async () => {
  await using database = await createTestDatabase();
  const { hostname, port } = new URL(database.url);
  let cut = 0;
  const gate = createServer(client => {
    if (cut++ < 2) {
      client.once('data', () => client.end());
      return;
    }
    const server = connect(Number(port), hostname);
    for (const end of [client, server]) end.on('error', () => {});
    client.pipe(server).pipe(client);
  });
  await new Promise<void>(resolve => gate.listen(0, '127.0.0.1', resolve));
  const url = new URL(database.url);
  url.port = String((gate.address() as AddressInfo).port);
  const storage = await openAt(url.href);
  expect((await storage.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(cut).toBeGreaterThan(2);
  await storage.close();
  await new Promise(resolve => gate.close(resolve));
});
