import { type Kysely, type Selectable, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { HoldKind } from '../domain/hold.ts';
import type { Outing, OutingFilter, OutingPlace, Overview, Page } from '../domain/overview.ts';
import { toAuditLine, toDelivery } from './map-rows.ts';
import type { DeliveriesTable, LedgerTables } from './tables.ts';

export function createOverview(db: Kysely<LedgerTables>): Overview {
  return {
    outings: filter => listOutings(db, filter),
    outing: (post, occurrence) => readOuting(db, post, occurrence),
    countOutings: (states, heldBy) => countOutings(db, states, heldBy),
    places: ({ post, occurrence }, limit) => listPlaces(db, post, occurrence, limit),
    calls: (network, perMs) => countCalls(db, network, perMs),
    audit: page => readAudit(db, page),
  };
}

interface OutingRow {
  readonly post: string;
  readonly occurrence: string;
  readonly due_at: Date;
  readonly published_at: Date | null;
  readonly states: Record<DeliveryState, number>;
  readonly given: number | null;
  readonly needed: number | null;
}

/** Of those that wait for approvals. */
const waitingFor = sql`max(approvals_needed) filter (where held_by = 'approval') as needed,
        min(approvals_given) filter (where held_by = 'approval') as given`;

/** Only the outings of the page are counted through: a post may have thousands of places. */
async function listOutings(
  db: Kysely<LedgerTables>,
  { states, order, limit, offset }: OutingFilter,
): Promise<readonly Outing[]> {
  const by = sql.raw(
    order === 'soonest' ? 'min(due_at)' : 'max(coalesce(published_at, due_at)) desc, max(due_at) desc',
  );
  const { rows } = await sql<OutingRow>`
    with listed as (
      select post, occurrence, min(due_at) as due_at, row_number() over (order by ${by}, post, occurrence) as place
      from deliveries where state = any(${states}) group by post, occurrence
      order by place limit ${limit} offset ${offset}
    ), counted as (
      select post, occurrence, state, count(*) as count, max(published_at) as published_at, ${waitingFor}
      from deliveries where (post, occurrence) in (select post, occurrence from listed) group by 1, 2, 3
    )
    select post, occurrence, listed.due_at, max(published_at) as published_at, jsonb_object_agg(state, count) as states,
      max(needed) as needed, min(given) as given
    from listed join counted using (post, occurrence)
    group by post, occurrence, listed.due_at, listed.place order by listed.place`.execute(db);
  return rows.map(toOuting);
}

async function readOuting(
  db: Kysely<LedgerTables>,
  post: string,
  occurrence: string,
): Promise<Outing | undefined> {
  const { rows } = await sql<OutingRow>`
    select post, occurrence, min(due_at) as due_at, max(published_at) as published_at,
      jsonb_object_agg(state, count) as states, max(needed) as needed, min(given) as given
    from (
      select post, occurrence, state, count(*) as count, min(due_at) as due_at, max(published_at) as published_at,
        ${waitingFor}
      from deliveries where post = ${post} and occurrence = ${occurrence} group by 1, 2, 3
    ) as counted group by 1, 2`.execute(db);
  return rows[0] && toOuting(rows[0]);
}

function toOuting({ post, occurrence, due_at, published_at, states, given, needed }: OutingRow): Outing {
  const approvals = needed === null ? {} : { approvals: { given: given ?? 0, needed } };
  const outing = { post, occurrence, dueAt: due_at, states, ...approvals };
  return published_at === null ? outing : { ...outing, publishedAt: published_at };
}

async function countOutings(
  db: Kysely<LedgerTables>,
  states: readonly DeliveryState[],
  heldBy: HoldKind | undefined,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from (
      select distinct post, occurrence from deliveries
      where state = any(${states}) and held_by is not distinct from coalesce(${heldBy ?? null}, held_by)
    ) as outings`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

async function listPlaces(
  db: Kysely<LedgerTables>,
  post: string,
  occurrence: string,
  limit: number,
): Promise<readonly OutingPlace[]> {
  const rows = await db
    .selectFrom('deliveries')
    .leftJoin('receipts', join =>
      join.onRef('receipts.delivery', '=', 'deliveries.id').on('receipts.index', '=', 0),
    )
    .selectAll('deliveries')
    .select('receipts.url')
    .where('deliveries.post', '=', post)
    .where('deliveries.occurrence', '=', occurrence)
    .orderBy(sql`deliveries.state = 'published'`)
    .orderBy('deliveries.place')
    .limit(limit)
    .execute();
  return rows.map(({ url, ...row }) => ({
    delivery: toDelivery(row as Selectable<DeliveriesTable>),
    ...(url === null ? {} : { url }),
  }));
}

/** As `record_intents` counts them: a call stays in the window for so long after its answer came. */
async function countCalls(db: Kysely<LedgerTables>, network: string, perMs: number): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from calls where network = ${network}
      and (answered_at is null
        or answered_at > clock_timestamp() - ${perMs}::float8 * interval '1 millisecond')`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

async function readAudit(db: Kysely<LedgerTables>, { limit, offset }: Page) {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return { lines: rows.map(toAuditLine), total: Number(total) };
}
