import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { AuditEntry, AuditLine } from '../domain/ledger.ts';
import { toAuditLine } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

/** What the first line of the chain has as the hash before it. */
export const CHAIN_START = '0'.repeat(64);

/** Each line's hash covers the line and the hash before it, so that no line can be changed or taken out unseen. */
export function hashAuditLine(line: Omit<AuditLine, 'hash'>): string {
  const { sequence, at, admin, action, subject, detail, previous } = line;
  const text = JSON.stringify([sequence, at.toISOString(), admin, action, subject, detail ?? null, previous]);
  return createHash('sha256').update(text).digest('hex');
}

/** Lines are written one after the other, whoever writes them. */
export async function appendAudit(db: Kysely<LedgerTables>, entry: AuditEntry): Promise<void> {
  await db.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(hashtext('audit'))`.execute(transaction);
    const last = await transaction
      .selectFrom('audit')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const line = {
      ...entry,
      sequence: Number(last?.sequence ?? 0) + 1,
      previous: last?.hash ?? CHAIN_START,
    };
    await transaction
      .insertInto('audit')
      .values({ ...line, detail: entry.detail ?? null, hash: hashAuditLine(line) })
      .execute();
  });
}

/** The newest first. */
export async function readAuditTrail(db: Kysely<LedgerTables>, limit: number): Promise<readonly AuditLine[]> {
  const rows = await db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(toAuditLine);
}
