import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { Delivery } from '../domain/delivery.ts';
import type { LedgerNotice, StalePost } from '../domain/notice.ts';
import { toDelivery, toHold } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** What the admins have not heard of yet, the oldest first. What an admin did is no news. */
export async function listUntold(
  db: Kysely<LedgerTables>,
  limit: number,
  repeatBefore: Date = new Date(0),
): Promise<readonly LedgerNotice[]> {
  const holds = await db
    .selectFrom('holds')
    .selectAll()
    .where('by_admin', '=', 'system')
    .where(({ or, eb }) => or([eb('told_at', 'is', null), eb('told_at', '<', repeatBefore)]))
    .orderBy('since')
    .limit(limit)
    .execute();
  const deliveries = [
    ...(await listDeliveries(db, limit, eb => eb('untold', '=', true))),
    ...(await listDeliveries(db, limit, eb =>
      eb.and([
        eb('untold', '=', false),
        eb('told_at', '<', repeatBefore),
        eb.or([eb('state', 'in', ['unknown', 'missed']), eb('held_by', '=', 'stale figure')]),
      ]),
    )),
  ];
  return [
    ...holds.map(row => ({ kind: 'hold' as const, hold: toHold(row) })),
    ...stalePosts(deliveries.filter(({ held_by }) => held_by === 'stale figure').map(toDelivery)),
    ...deliveries
      .filter(({ held_by }) => held_by !== 'stale figure')
      .map(row => ({ kind: 'delivery' as const, delivery: toDelivery(row), version: row.version })),
  ].slice(0, limit);
}

function listDeliveries(
  db: Kysely<LedgerTables>,
  limit: number,
  which: (eb: ExpressionBuilder<LedgerTables, 'deliveries'>) => Expression<SqlBool>,
) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where(which)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** A person decides about a post once, not for each of its places. */
function stalePosts(held: readonly Delivery[]): readonly StalePost[] {
  const byPost = Map.groupBy(held, ({ post, occurrence }) => `${post}/${occurrence}`).values();
  return [...byPost].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const { post, occurrence, dueAt, note: why = '' } = first;
    return [{ kind: 'stale post', post, occurrence, dueAt, why, places: group.map(({ place }) => place) }];
  });
}

/** What changed since it was read has to be told again. */
export async function markTold(db: Kysely<LedgerTables>, notice: LedgerNotice, at: Date): Promise<void> {
  if (notice.kind === 'hold') {
    const { scope, kind, since } = notice.hold;
    await db
      .updateTable('holds')
      .set({ told_at: at })
      .where('scope', '=', scope)
      .where('kind', '=', kind)
      .where('since', '=', since)
      .execute();
    return;
  }
  if (notice.kind === 'stale post') {
    await db
      .updateTable('deliveries')
      .set({ untold: false, told_at: at })
      .where('post', '=', notice.post)
      .where('occurrence', '=', notice.occurrence)
      .where('held_by', '=', 'stale figure')
      .execute();
    return;
  }
  await db
    .updateTable('deliveries')
    .set({ untold: false, told_at: at })
    .where('id', '=', notice.delivery.id)
    .where('version', '=', notice.version)
    .execute();
}
