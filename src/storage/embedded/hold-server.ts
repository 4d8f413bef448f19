import pg from 'pg';
import { InputError } from '../../domain/input-error.ts';
import type { Connection } from './../storage.ts';
import type { DataFolder } from './data-folder.ts';

/** Numbers the lock among the advisory locks of the database: "soli", then which of ours it is. */
const USE_LOCK: readonly [number, number] = [0x736f6c69, 2];

const WRONG_PASSWORD = '28P01';

/**
 * The use of the server by one process: a session that shares a lock. Who ends the server has that lock alone until the
 * server is gone, so nobody's use is cut off, and who comes meanwhile finds no server and starts one. The lock frees itself
 * when its process dies, however it dies.
 */
export interface Hold {
  /** The session broke off: the server is gone or was started again. */
  isLost(): boolean;
  /** Gives the use up. True when nobody else uses the server: then nobody can until `end`, and it may be stopped. */
  giveUp(): Promise<boolean>;
  end(): Promise<void>;
}

/** Undefined while the server takes no queries, or another process is about to end it. */
export async function holdServer(connection: Connection, folder: DataFolder): Promise<Hold | undefined> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  let lost = false;
  client.on('error', () => {});
  client.on('end', () => {
    lost = true;
  });
  const end = () => client.end().catch(() => {});
  try {
    await client.connect();
    if (await share(client)) {
      return { isLost: () => lost, giveUp: () => giveUp(client, connection.application_name), end };
    }
  } catch (error) {
    await end();
    refuseWrongPassword(error, folder);
    return undefined;
  }
  await end();
  return undefined;
}

async function share(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ shared: boolean }>(
    'select pg_try_advisory_lock_shared($1, $2) as shared',
    [...USE_LOCK],
  );
  return rows[0]?.shared === true;
}

/**
 * One's own share is given back first: two that end at once would otherwise each take the other for a user. Programs that
 * know nothing of the lock, such as `pg_dump`, are users as well.
 */
async function giveUp(client: pg.Client, name: string): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1, $2)', [...USE_LOCK]);
    const { rows } = await client.query<{ alone: boolean }>(
      `select pg_try_advisory_lock($1, $2) and not exists (
         select from pg_stat_activity where backend_type = 'client backend'
           and application_name <> $3 and application_name not like 'solidarity %') as alone`,
      [...USE_LOCK, name],
    );
    return rows[0]?.alone === true;
  } catch {
    // The session broke off: in doubt it is not ours to end.
    return false;
  }
}

function refuseWrongPassword(error: unknown, folder: DataFolder): void {
  if ((error as { code?: string }).code !== WRONG_PASSWORD) return;
  throw new InputError(
    `${folder.setting}: the file postgres.password does not fit the database: put back the one that belongs to it.`,
  );
}
