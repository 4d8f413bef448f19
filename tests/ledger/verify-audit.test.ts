import { type Kysely, type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest';
import type { AuditLine } from '../../src/domain/ledger.ts';
import { CHAIN_START, hashAuditLine, walkAudit } from '../../src/ledger/audit-trail.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { createHeadSeal } from '../../src/ledger/seal-head.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { verifyAudit } from '../../src/ledger/verify-audit.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let db: Kysely<LedgerTables>;
const seal = createHeadSeal('a phrase that only the team knows');
const LINES = 10;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.kysely<LedgerTables>();
});
afterAll(() => database.close());

beforeEach(async () => {
  // As somebody would who owns the database: the triggers are no hindrance to them.
  await asOwner(sql`truncate audit; delete from audit_head`);
  await sql`insert into audit_head (sequence, hash) values (0, ${CHAIN_START})`.execute(db);
  await write(LINES);
});

async function asOwner(statements: RawBuilder<unknown>) {
  await db.connection().execute(async connection => {
    await sql`set session_replication_role = replica`.execute(connection);
    for (const text of statements.compile(connection).sql.split(';')) await sql.raw(text).execute(connection);
    await sql`set session_replication_role = default`.execute(connection);
  });
}

async function allLines() {
  const lines: AuditLine[] = [];
  for await (const line of walkAudit(db)) lines.push(line);
  return lines;
}

async function write(count: number, sealed = true) {
  const ledger = createLedger(db, sealed ? seal : undefined);
  for (let n = 1; n <= count; n += 1) {
    const at = new Date(Date.UTC(2027, 4, 21, 6, 0, n));
    await ledger.audit({
      at,
      admin: '7',
      action: 'cancel',
      subject: `post ${n}`,
      before: 'scheduled',
      after: null,
    });
  }
}

const faults = async (options: Parameters<typeof verifyAudit>[1] = { seal }) =>
  (await verifyAudit(db, options)).faults.map(({ kind, line, last }) =>
    [kind, line, ...(last === undefined ? [] : [last])].join(' '),
  );

test('what was written is whole, also when it is empty, and its end is ours', async () => {
  expect(await verifyAudit(db, { seal })).toMatchObject({
    lines: LINES,
    faults: [],
    sealed: true,
    head: { sequence: LINES },
  });
  await asOwner(sql`truncate audit; delete from audit_head`);
  await sql`insert into audit_head (sequence, hash) values (0, ${CHAIN_START})`.execute(db);
  expect(await verifyAudit(db)).toMatchObject({ lines: 0, faults: [], sealed: false });
});

it.each([
  ['a changed line', "update audit set subject = 'another' where sequence = 4", ['changed 4']],
  ['a changed state', "update audit set before = 'planned' where sequence = 4", ['changed 4']],
  ['a changed person', "update audit set admin = '8' where sequence = 1", ['changed 1']],
  ['a changed time', "update audit set at = at + interval '1 ms' where sequence = 10", ['changed 10']],
  ['a line taken out', 'delete from audit where sequence = 5', ['missing 5']],
  ['the first line taken out', 'delete from audit where sequence = 1', ['missing 1']],
  ['several lines taken out', 'delete from audit where sequence in (3, 4, 5)', ['missing 3 5']],
  ['the last line cut off', 'delete from audit where sequence = 10', ['cut off 10 10']],
  ['a tail cut off', 'delete from audit where sequence > 6', ['cut off 7 10']],
  ['everything gone', 'delete from audit', ['cut off 1 10']],
  ['the head gone', 'delete from audit_head', ['no head 10']],
  [
    'the head set back over a cut tail',
    'delete from audit where sequence > 6; update audit_head set sequence = 6, hash = (select hash from audit where sequence = 6)',
    ['head forged 6'],
  ],
  ['the seal taken off', 'update audit_head set seal = null', ['no seal 10']],
  [
    'the head set back over a cut tail, without a seal',
    'delete from audit where sequence > 6; update audit_head set sequence = 6, seal = null, hash = (select hash from audit where sequence = 6)',
    ['no seal 6'],
  ],
  [
    'two lines swapped',
    'update audit set sequence = sequence + 1000 where sequence in (4, 5); update audit set sequence = 2009 - sequence - 1000 where sequence > 1000',
    ['loose 4', 'changed 4', 'loose 5', 'changed 5', 'loose 6'],
  ],
])('%s is found, with its line', async (_, statement, expected) => {
  await asOwner(sql.raw(statement));
  expect(await faults()).toEqual(expected);
});

test('a line that is put in is found, whether in between or behind the end, however well it is made', async () => {
  const [, second, third] = await allLines();
  if (second === undefined || third === undefined) throw new Error('too few lines');
  const ending = (await allLines()).at(-1) ?? third;
  const made = { ...ending, sequence: LINES + 1, previous: ending.hash, subject: 'never done' };
  await db
    .insertInto('audit')
    .values({ ...made, detail: null, hash: hashAuditLine(made) })
    .execute();
  expect(await faults()).toEqual([`put in ${LINES + 1}`]);
  await asOwner(sql.raw(`delete from audit where sequence > ${LINES}; delete from audit where sequence = 3`));
  const between = { ...third, subject: 'never done', previous: second.hash };
  await db
    .insertInto('audit')
    .values({ ...between, detail: null, hash: hashAuditLine(between) })
    .execute();
  expect(await faults()).toEqual(['loose 4']);
});

test('a record that was written anew from one line on is found by the seal of its end, and by a head that was noted', async () => {
  const before = await verifyAudit(db, { seal });
  const lines = await allLines();
  await asOwner(sql`truncate audit`);
  let previous = CHAIN_START;
  for (const line of lines) {
    const made = { ...line, previous, subject: line.sequence === 2 ? 'another' : line.subject };
    previous = hashAuditLine(made);
    await db
      .insertInto('audit')
      .values({ ...made, detail: null, hash: previous })
      .execute();
  }
  expect(await faults()).toEqual([`rewritten ${LINES}`]);
  await sql`update audit_head set hash = ${previous}`.execute(db);
  expect(await faults()).toEqual([`head forged ${LINES}`]);
  await sql`update audit_head set seal = null`.execute(db);
  expect(await faults()).toEqual([`no seal ${LINES}`]);
  expect(await verifyAudit(db)).toMatchObject({ faults: [], sealed: false });
  expect(await faults({ noted: before.head })).toEqual([`not the noted one ${LINES}`]);
});

test('lines that follow a cut do not hide it', async () => {
  await asOwner(sql`delete from audit where sequence > 6`);
  await write(3);
  expect(await faults()).toEqual(['missing 7 10']);
});

test('a head that is taken away leaves a gap for ever', async () => {
  await asOwner(sql`delete from audit where sequence > 8; delete from audit_head`);
  await write(2);
  expect(await faults()).toEqual(['missing 9']);
});

test('another SECRET_KEY does not pass for ours, and lines without one bear no seal until the next', async () => {
  expect(await faults({ seal: createHeadSeal('another phrase altogether') })).toEqual([
    `head forged ${LINES}`,
  ]);
  await write(1, false);
  expect(await faults()).toEqual([`no seal ${LINES + 1}`]);
  await write(1);
  expect(await verifyAudit(db, { seal })).toMatchObject({ faults: [], sealed: true });
});

test('the database itself refuses to change, take out and empty', async () => {
  for (const statement of [
    "update audit set subject = 'x'",
    'delete from audit',
    'truncate audit',
    'truncate audit cascade',
    'delete from audit_head',
    'truncate audit_head',
  ]) {
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/append-only/);
  }
});
