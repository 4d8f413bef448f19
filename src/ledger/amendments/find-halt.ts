import { type Kysely, sql } from 'kysely';
import { HALTING, type Hold } from '../../domain/hold.ts';
import { toHold } from '../map-rows.ts';
import { holdsOver } from '../scopes.ts';
import type { LedgerTables } from '../tables.ts';

/** What was stopped first of everything that a delivery belongs to. */
export async function findHalt(db: Kysely<LedgerTables>, delivery: string): Promise<Hold | undefined> {
  const row = await db
    .selectFrom('holds')
    .selectAll()
    .where('kind', 'in', [...HALTING])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries')
          .select(sql`1`.as('one'))
          .where('id', '=', delivery)
          .where(holdsOver('deliveries')),
      ),
    )
    .orderBy('since')
    .executeTakeFirst();
  return row && toHold(row);
}
