import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const keepsakes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('keepsakes')
      .addColumn('owner', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('value', 'text', column => column.notNull())
      .addColumn('sealed', 'boolean', column => column.notNull())
      .addColumn('written_at', 'timestamptz', column => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('keepsakes_pkey', ['owner', 'name'])
      .execute();
  },
};
