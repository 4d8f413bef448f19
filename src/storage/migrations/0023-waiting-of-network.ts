import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The next deliveries of a network are found at once, however many of another network are due before them. */
export const waitingOfNetwork: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index deliveries_waiting_of_network on deliveries (network, ring_at, id)
      where state in ('planned', 'scheduled')`.execute(db);
  },
};
