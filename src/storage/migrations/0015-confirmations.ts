import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What one member has asked for and another has to confirm. */
export const confirmations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('confirmations')
      .addColumn('subject', 'text', column => column.notNull())
      .addColumn('admin', 'text', column => column.notNull())
      .addColumn('at', 'timestamptz', column => column.notNull())
      .addPrimaryKeyConstraint('confirmations_pkey', ['subject', 'admin'])
      .execute();
  },
};
