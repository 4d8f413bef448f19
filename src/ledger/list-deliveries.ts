import { type ExpressionBuilder, type ExpressionWrapper, type Kysely, type SqlBool, sql } from 'kysely';
import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryFilter } from '../domain/ledger.ts';
import { DELIVERY_COLUMNS, toDelivery } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** The next due first; equal times by id, so that pages do not overlap. */
export async function listDeliveries(
  db: Kysely<LedgerTables>,
  filter: DeliveryFilter,
): Promise<readonly Delivery[]> {
  let query = db
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where(expression => matches(expression, filter))
    .orderBy(filter.ringBefore === undefined ? 'due_at' : 'ring_at')
    .orderBy('id');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  if (filter.offset !== undefined) query = query.offset(filter.offset);
  return (await query.execute()).map(toDelivery);
}

export async function countDeliveries(db: Kysely<LedgerTables>, filter: DeliveryFilter): Promise<number> {
  const row = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where(expression => matches(expression, filter))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Leaps from one network to the next in the index, however much waits for each. */
export async function listWaitingNetworks(db: Kysely<LedgerTables>): Promise<readonly string[]> {
  const next = (after: string) => sql`(select network from deliveries
    where state in ('planned', 'scheduled') and network > ${sql.raw(after)} order by network limit 1)`;
  const { rows } = await sql<{ network: string }>`with recursive waiting as (
      select ${next("''")} as network
      union all
      select ${next('waiting.network')} from waiting where network is not null
    )
    select network from waiting where network is not null`.execute(db);
  return rows.map(({ network }) => network);
}

function matches(
  expression: ExpressionBuilder<LedgerTables, 'deliveries'>,
  filter: DeliveryFilter,
): ExpressionWrapper<LedgerTables, 'deliveries', SqlBool> {
  const conditions = [
    ...(filter.states === undefined ? [] : [expression('state', 'in', [...filter.states])]),
    ...(filter.post === undefined ? [] : [expression('post', '=', filter.post)]),
    ...(filter.occurrence === undefined ? [] : [expression('occurrence', '=', filter.occurrence)]),
    ...(filter.occurrenceStart === undefined
      ? []
      : [sql<SqlBool>`starts_with(occurrence, ${filter.occurrenceStart})`]),
    ...(filter.named === undefined
      ? []
      : [sql<SqlBool>`(id = ${filter.named} or starts_with(id, ${`${filter.named}/`}))`]),
    ...(filter.network === undefined ? [] : [expression('network', '=', filter.network)]),
    ...(filter.place === undefined ? [] : [expression('place', '=', filter.place)]),
    ...(filter.dueFrom === undefined ? [] : [expression('due_at', '>=', filter.dueFrom)]),
    ...(filter.dueBefore === undefined ? [] : [expression('due_at', '<', filter.dueBefore)]),
    ...(filter.ringBefore === undefined ? [] : [expression('ring_at', '<', filter.ringBefore)]),
    ...(filter.heldBy === undefined ? [] : [expression('held_by', '=', filter.heldBy)]),
  ];
  return expression.and(conditions);
}
