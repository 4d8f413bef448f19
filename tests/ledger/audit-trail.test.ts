import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { CHAIN_START, hashAuditLine } from '../../src/ledger/audit-trail.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createTestDatabase } from '../support/database.ts';

const entry = (action: string) => ({
  at: new Date('2027-05-21T06:00:00.123Z'),
  admin: '7',
  action,
  subject: 'may-21/eve',
  before: 'scheduled',
  after: null,
});

it('the audit is one chain, also when many write at once, and cannot be changed', async () => {
  await using database = await createTestDatabase();
  const db = database.kysely<LedgerTables>();
  const ledger = createLedger(db);
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => ledger.audit({ ...entry(`act ${n}`), detail: `№ ${n}` })),
  );
  const trail = (await ledger.auditTrail(100)).toReversed();
  expect(trail.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  expect(trail.map(({ previous }) => previous)).toEqual([
    CHAIN_START,
    ...trail.slice(0, -1).map(({ hash }) => hash),
  ]);
  expect(trail.every(line => hashAuditLine(line) === line.hash)).toBe(true);
  const [first] = trail;
  expect(first && hashAuditLine({ ...first, subject: 'may-21/morning' })).not.toBe(first?.hash);
  await expect(sql`update audit set subject = 'x'`.execute(db)).rejects.toThrow(/append-only/);
  await expect(sql`delete from audit`.execute(db)).rejects.toThrow(/append-only/);
});
