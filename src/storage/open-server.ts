import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { InputError } from '../domain/input-error.ts';
import type { Connection, DatabaseServer } from './storage.ts';

const SETTING = 'DATABASE_URL';
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a server may take that says it is starting up. */
const STARTING_UP_MS = 15_000;
const STARTING_UP = '57P03';
/** A server that is busy may cut a connection off or be late with its answer: so often it is tried. */
const TRIES = 3;
const NO_ANSWER = 'no answer';
const NO_ADDRESS = 'ERR_INVALID_URL';

/** What the server's answer means for the person; codes of PostgreSQL, of the system and of TLS. */
const FAULTS: Readonly<Record<string, string>> = {
  [NO_ADDRESS]: 'is not a PostgreSQL address: write postgresql://user:password@host:5432/database',
  '28P01': 'is refused by the server: check its user name and password',
  '28000': 'is refused by the server: check its user name and what pg_hba.conf lets in',
  '3D000': 'names a database that does not exist: create it or correct the name',
  '42501': 'names a user without the right to connect: grant it',
  [STARTING_UP]: 'names a server that is still starting up: try again in a minute',
  '53300': 'names a server that takes no more connections: raise its max_connections',
};

/** The server of DATABASE_URL. The URL holds a password and never appears in a message. */
export async function openServer(databaseUrl: string, applicationName: string): Promise<DatabaseServer> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new InputError(`${SETTING} ${FAULTS[NO_ADDRESS]}.`);
  const connection: Connection = {
    connectionString: databaseUrl,
    application_name: applicationName,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
  await reach(connection);
  return { setting: SETTING, connection, stop: async () => {} };
}

async function reach(connection: Connection): Promise<void> {
  const deadline = performance.now() + STARTING_UP_MS;
  for (let tried = 1; ; tried++) {
    const code = await tryToConnect(connection);
    if (code === undefined) return;
    const mayPass =
      (code === STARTING_UP && performance.now() < deadline) || (code === NO_ANSWER && tried < TRIES);
    if (!mayPass) {
      throw new InputError(
        `${SETTING} ${FAULTS[code] ?? `cannot be reached (${code}): check host and port, and that PostgreSQL runs there`}.`,
      );
    }
    await sleep(200);
  }
}

/** Undefined when it worked, else the code of what went wrong. */
async function tryToConnect(connection: Connection): Promise<string | undefined> {
  const pool = new pg.Pool({ ...connection, max: 1 });
  pool.on('error', () => {});
  try {
    (await pool.connect()).release();
    return undefined;
  } catch (error) {
    return codeOf(error);
  } finally {
    await pool.end();
  }
}

function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: string; errors?: { code?: string }[] };
  return code ?? errors?.[0]?.code ?? NO_ANSWER;
}
