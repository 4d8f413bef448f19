import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const budgetWaivers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('budget_waivers')
      .addColumn('network', 'text', column => column.notNull())
      .addColumn('month', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('budget_waivers_pkey', ['network', 'month'])
      .execute();
  },
};
