import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { migrations } from '../../src/storage/migrations/list.ts';
import { createTestDatabase } from '../support/database.ts';

test('a fresh database has every migration, and migrating again changes nothing', async () => {
  await using database = await createTestDatabase();
  await migrate(database.pool, 'the test database');
  const { rows } = await database.pool.query('select name from kysely_migration order by name');
  expect(rows.map(row => row.name)).toEqual(Object.keys(migrations));
});

test('of many processes that migrate at once each migration runs once', async () => {
  await using database = await createTestDatabase();
  const counted = {
    ...migrations,
    '9999-counted': {
      up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) => {
        await sql`create table counted as select 1 as one`.execute(db);
      },
    },
  };
  await Promise.all(Array.from({ length: 4 }, () => migrate(database.pool, 'the test database', counted)));
  expect((await database.pool.query('select * from counted')).rows).toEqual([{ one: 1 }]);
});

test('a migration that fails leaves the database as it was', async () => {
  await using database = await createTestDatabase();
  const failing = {
    ...migrations,
    '9998-made': {
      up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) => {
        await sql`create table made (one int)`.execute(db);
      },
    },
    '9999-failing': {
      up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) => {
        await sql`select 1 / 0`.execute(db);
      },
    },
  };
  await expect(migrate(database.pool, 'the test database', failing)).rejects.toThrow('division by zero');
  const { rows } = await database.pool.query("select to_regclass('made') as made");
  expect(rows).toEqual([{ made: null }]);
});

test('a database of a newer version is refused', async () => {
  await using database = await createTestDatabase();
  await database.pool.query("insert into kysely_migration (name, timestamp) values ('9999-later', now())");
  const refused = migrate(database.pool, 'DATABASE_URL');
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(/^DATABASE_URL was written by a newer version .*"9999-later"/);
});
