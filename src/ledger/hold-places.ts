import { type Kysely, sql } from 'kysely';
import type { Delivery } from '../domain/delivery.ts';
import type { Hold, HoldKind, HoldScope } from '../domain/hold.ts';
import type { Circuit } from '../domain/ledger.ts';
import { toDelivery, toHold } from './map-rows.ts';
import { holdsOver } from './scopes.ts';
import type { LedgerTables } from './tables.ts';

/** False when the same hold is there already: it is told to the admins once. */
export async function addHold(db: Kysely<LedgerTables>, hold: Hold): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('holds')
    .values({ scope: hold.scope, kind: hold.kind, why: hold.why, by_admin: hold.by, since: hold.since })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function liftHold(db: Kysely<LedgerTables>, scope: HoldScope, kind: HoldKind): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('holds')
    .where('scope', '=', scope)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function listHolds(db: Kysely<LedgerTables>): Promise<readonly Hold[]> {
  return (await db.selectFrom('holds').selectAll().orderBy('since').execute()).map(toHold);
}

/** Kinds that lie on a scope; the others are a delivery's own and end by a person's word, or with fresh figures. */
const OF_A_SCOPE: readonly HoldKind[] = ['lockdown', 'stop', 'pause', 'credentials', 'too many', 'budget'];

export async function listReleasable(db: Kysely<LedgerTables>): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', '=', 'held')
    .where(({ or, eb }) =>
      or([
        eb('held_by', '=', 'approval').and(sql<boolean>`not lacks_approval(deliveries.id)`),
        eb('held_by', 'in', [...OF_A_SCOPE]),
        eb('held_by', '=', 'stale figure').and(
          or([eb('fresh_until', 'is', null), eb('fresh_until', '>', eb.ref('due_at'))]),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('holds').select(sql`1`.as('one')).where(holdsOver('deliveries')))),
    )
    .orderBy('due_at')
    .execute();
  return rows.map(toDelivery);
}

export async function recordCircuit(
  db: Kysely<LedgerTables>,
  place: string,
  circuit: Circuit | undefined,
): Promise<void> {
  if (circuit === undefined) {
    await db.deleteFrom('circuits').where('place', '=', place).execute();
    return;
  }
  const state = { failures: circuit.failures, open_until: circuit.openUntil ?? null };
  await db
    .insertInto('circuits')
    .values({ place, ...state })
    .onConflict(conflict => conflict.column('place').doUpdateSet(state))
    .execute();
}
