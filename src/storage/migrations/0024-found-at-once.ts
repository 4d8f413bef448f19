import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the admins have to hear of, what they were asked, and what is about to go out is found without a look at everything that waits. */
export const foundAtOnce: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`drop index deliveries_untold`.execute(db);
    await sql`create index deliveries_untold on deliveries (due_at, id) where untold`.execute(db);
    await sql`create index deliveries_told on deliveries (due_at, id) where told_at is not null`.execute(db);
    await sql`drop index deliveries_begun`.execute(db);
    await sql`create index deliveries_begun on deliveries (campaign, begun_at) where begun_at is not null`.execute(
      db,
    );
    await sql`create index deliveries_coming on deliveries (campaign, ring_at)
      where begun_at is null and not waived and state in ('planned', 'scheduled')`.execute(db);
  },
};
