import pg from 'pg';
import { InputError } from '../../domain/input-error.ts';
import type { Connection } from './../storage.ts';
import type { DataFolder } from './data-folder.ts';

const WRONG_PASSWORD = '28P01';

/** Does the server take queries now? False while it starts or ends. */
export async function probe(connection: Connection, folder: DataFolder): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== WRONG_PASSWORD) return false;
    throw new InputError(
      `${folder.setting}: the file postgres.password does not fit the database: put back the one that belongs to it.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
