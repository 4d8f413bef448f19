import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type pg from 'pg';
import { InputError } from '../domain/input-error.ts';
import { migrations } from './migrations/list.ts';

/**
 * Brings the tables up to date, in one transaction under an advisory lock: any number of processes may call it at once.
 * Fails with `InputError` when the database was made by a newer version.
 */
export async function migrate(
  pool: pg.Pool,
  setting: string,
  list: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const applied = await appliedMigrations(db);
  const newer = applied.filter(name => !(name in list));
  if (newer.length > 0) {
    throw new InputError(
      `${setting} was written by a newer version of solidarity (it has "${newer[0]}"): install that version or use another database.`,
    );
  }
  if (applied.length === Object.keys(list).length) return;
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => list },
  }).migrateToLatest();
  if (error !== undefined) throw error;
}

/** Asked first because the migrator's own look at the catalog takes longer than all the rest of a start. */
async function appliedMigrations(db: Kysely<unknown>): Promise<string[]> {
  const found = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (found.rows[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(row => row.name);
}
