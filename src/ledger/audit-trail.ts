import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { HeadSeal } from '../domain/audit.ts';
import type { AuditEntry, AuditLine } from '../domain/ledger.ts';
import { toAuditLine } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** What the first line of the chain has as the hash before it. */
export const CHAIN_START = '0'.repeat(64);

/**
 * Each line's hash covers the line and the hash before it, so that no line can be changed or taken out unseen. Lines from
 * before there was a `before` and an `after` have neither, and are hashed without.
 */
export function hashAuditLine(line: Omit<AuditLine, 'hash'>): string {
  const { sequence, at, admin, action, subject, detail, before, after, previous } = line;
  const states = before === null && after === null ? [] : [before, after];
  const text = [sequence, at.toISOString(), admin, action, subject, detail ?? null, previous, ...states];
  return createHash('sha256').update(JSON.stringify(text)).digest('hex');
}

/**
 * Lines are written one after the other, whoever writes them. A line follows the one that was written last, not the last
 * one that is there: where the end was cut off, the gap stays to be seen.
 */
export async function appendAudit(
  db: Kysely<LedgerTables>,
  entry: AuditEntry,
  seal?: HeadSeal,
): Promise<void> {
  await db.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(hashtext('audit'))`.execute(transaction);
    const head = (await readHead(transaction)) ?? (await headAfterLoss(transaction));
    const line = { ...entry, sequence: head.sequence + 1, previous: head.hash };
    const hash = hashAuditLine(line);
    await transaction
      .insertInto('audit')
      .values({ ...line, detail: entry.detail ?? null, hash })
      .execute();
    const next = { sequence: line.sequence, hash };
    const row = { ...next, seal: (await seal?.close(next)) ?? null };
    await transaction
      .insertInto('audit_head')
      .values(row)
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute();
  });
}

export async function readHead(db: Kysely<LedgerTables>) {
  const row = await db.selectFrom('audit_head').select(['sequence', 'hash', 'seal']).executeTakeFirst();
  return row && { ...row, sequence: Number(row.sequence) };
}

/** Somebody took the head away: a number is left out, so that the loss shows in the chain for ever. */
async function headAfterLoss(db: Kysely<LedgerTables>) {
  const last = await db
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { sequence: Number(last?.sequence ?? 0) + 1, hash: last?.hash ?? CHAIN_START };
}

/** The newest first. */
export async function readAuditTrail(db: Kysely<LedgerTables>, limit: number): Promise<readonly AuditLine[]> {
  const rows = await db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(toAuditLine);
}

const PAGE = 1000;

/** From the first line to the last, without holding them all. */
export async function* walkAudit(db: Kysely<LedgerTables>): AsyncGenerator<AuditLine> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>', String(after))
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield toAuditLine(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = Number(last.sequence);
  }
}
