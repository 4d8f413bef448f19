import { type Kysely, sql, type Transaction } from 'kysely';
import type { Hold, Intent, IntentAnswer } from '../domain/ledger.ts';
import { toHold } from './map-rows.ts';
import { holdsOver } from './scopes.ts';
import type { LedgerTables } from './tables.ts';

/** No call lasts longer: one without an answer after this died with its worker, and counts from its beginning. */
const LONGEST_CALL = "interval '5 minutes'";

type Fenced = { readonly network: string; readonly place: string };

/**
 * The last look before a call that publishes: is the lease still ours, does nothing hold the delivery, is there room in
 * the limits? Only then is the intent written. The lock makes the workers of a network count one after the other.
 */
export async function recordIntent(
  db: Kysely<LedgerTables>,
  id: string,
  version: number,
  intent: Intent,
): Promise<IntentAnswer> {
  return db.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(hashtext('calls to ' || network)) from deliveries where id = ${id}`.execute(
      transaction,
    );
    const fenced = await lockIfOurs(transaction, id, version);
    if (fenced === undefined) return { outcome: 'lease lost' };
    if (await hasReceipt(transaction, id, intent.index)) return { outcome: 'published already' };
    const hold = await findHold(transaction, id);
    if (hold !== undefined) return { outcome: 'held', hold };
    const ms = await msUntilRoom(transaction, fenced, intent);
    if (ms > 0) return { outcome: 'wait', ms };
    return write(transaction, id, intent);
  });
}

async function lockIfOurs(
  transaction: Transaction<LedgerTables>,
  id: string,
  version: number,
): Promise<Fenced | undefined> {
  return transaction
    .selectFrom('deliveries')
    .select(['network', 'place'])
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'publishing')
    .where('lease_until', '>', sql<Date>`clock_timestamp()`)
    .forUpdate()
    .executeTakeFirst();
}

async function hasReceipt(
  transaction: Transaction<LedgerTables>,
  id: string,
  index: number,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('receipts')
    .select('index')
    .where('delivery', '=', id)
    .where('index', '=', index)
    .executeTakeFirst();
  return row !== undefined;
}

async function findHold(transaction: Transaction<LedgerTables>, id: string): Promise<Hold | undefined> {
  const row = await transaction
    .selectFrom('holds')
    .innerJoin('deliveries', join => join.on(holdsOver('deliveries')))
    .selectAll('holds')
    .where('deliveries.id', '=', id)
    .executeTakeFirst();
  return row && toHold(row);
}

/**
 * A call leaves the window `perMs` after its answer came, never earlier: the server took it somewhere between call and
 * answer, so however its window lies, it sees no more than the limit.
 */
async function msUntilRoom(
  transaction: Transaction<LedgerTables>,
  of: Fenced,
  { limit }: Intent,
): Promise<number> {
  const waits = [await msUntilFree(transaction, 'network', of.network, limit)];
  if (limit.perPlace !== undefined) {
    waits.push(await msUntilFree(transaction, 'place', of.place, limit.perPlace));
  }
  return Math.max(...waits);
}

async function msUntilFree(
  transaction: Transaction<LedgerTables>,
  scope: 'network' | 'place',
  name: string,
  limit: { readonly calls: number; readonly perMs: number },
): Promise<number> {
  const window = sql`${limit.perMs} * interval '1 millisecond'`;
  const { rows } = await sql<{ ms: string }>`
    select extract(epoch from coalesce(answered_at, clock_timestamp()) + ${window} - clock_timestamp()) * 1000 as ms
    from parts
    where ${sql.ref(scope)} = ${name}
      and called_at > clock_timestamp() - ${window} - ${sql.raw(LONGEST_CALL)}
      and coalesce(answered_at, clock_timestamp()) > clock_timestamp() - ${window}
    order by ms desc offset ${limit.calls - 1} limit 1`.execute(transaction);
  return Math.ceil(Number(rows[0]?.ms ?? 0));
}

/** The first intent's time stays while the part's fate is open: what is looked for may be as old as that. */
async function write(
  transaction: Transaction<LedgerTables>,
  id: string,
  intent: Intent,
): Promise<IntentAnswer> {
  await transaction
    .updateTable('parts')
    .set({
      intent_at: sql<Date>`coalesce(intent_at, ${intent.at})`,
      key: sql<string>`coalesce(key, ${intent.key})`,
      called_at: sql<Date>`clock_timestamp()`,
      answered_at: null,
    })
    .where('delivery', '=', id)
    .where('index', '=', intent.index)
    .execute();
  await transaction
    .updateTable('deliveries')
    .set({
      attempts: sql<number>`attempts + 1`,
      begun_at: sql<Date>`coalesce(begun_at, ${intent.at})`,
    })
    .where('id', '=', id)
    .execute();
  return { outcome: 'written' };
}
