import { Command } from 'commander';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { addAudit } from '../../src/commands/audit.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { createHeadSeal } from '../../src/ledger/seal-head.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { openAudit } from '../../src/wiring/open-audit.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const run = (...args: readonly string[]) => runWith(undefined, ...args);

async function runWith(secretKey: string | undefined, ...args: readonly string[]) {
  const printed: string[] = [];
  let code = 0;
  const settings = {
    dataDir: '/nonexistent',
    databaseUrl: database.url,
    logLevel: 'silent',
    secrets: [],
    ...(secretKey === undefined ? {} : { secretKey }),
  } as const;
  const context: Partial<CommandContext> = {
    openAudit: () => openAudit(settings),
    print: text => void printed.push(text),
    exitCode: set => {
      code = set;
    },
  };
  const program = new Command().exitOverride();
  addAudit(program, context as CommandContext);
  await program.parseAsync(['audit', ...args], { from: 'user' });
  return { text: printed.join('\n'), code };
}

test('solidarity audit lists, exports and verifies what was done, and says which line is wrong', async () => {
  expect((await run('list')).text).toBe('Nothing was done yet.');
  const at = new Date('2027-05-21T06:00:00Z');
  const ledger = createLedger(database.kysely());
  const done = {
    at,
    admin: '7',
    action: 'pause',
    subject: 'network x',
    before: 'going on',
    after: 'it was paused',
  };
  for (const detail of ['=1', '2, "two"', '3']) await ledger.audit({ ...done, detail });

  expect((await run('list', '--lines', '1')).text).toBe(
    '3  2027-05-21T06:00:00.000Z  7  pause  network x: going on → it was paused (3)',
  );
  const objects = (await run('export')).text.split('\n').map(line => JSON.parse(line) as object);
  expect(objects).toMatchObject([
    { sequence: 1, ...done, at: at.toISOString() },
    { sequence: 2 },
    { sequence: 3 },
  ]);
  const table = (await run('export', '--csv')).text.split('\n');
  expect(table[0]).toBe('sequence,at,admin,action,subject,before,after,detail,previous,hash');
  expect(table[1]).toContain(",'=1,");
  expect(table[2]).toContain(',"2, ""two""",');

  const whole = await run('verify');
  expect(whole.text).toMatch(/^The audit is whole: 3 lines\. Its end is not sealed.+\nHead: 3:[0-9a-f]{64}$/);
  expect(whole.code).toBe(0);
  const head = whole.text.split('Head: ')[1] ?? '';
  expect((await run('verify', '--head', head)).code).toBe(0);
  expect(
    await run(
      'verify',
      '--head',
      head.replace(/.$/, last => (last === '0' ? '1' : '0')),
    ),
  ).toEqual({
    text: 'The audit is not whole: 1 fault in 3 lines.\nLine 3 is not the one that was noted down: the record was written anew or cut off.',
    code: 1,
  });
  await sql`alter table audit disable trigger all`.execute(database.kysely());
  await sql`update audit set after = 'going on' where sequence = 2`.execute(database.kysely());
  expect(await run('verify')).toEqual({
    text: 'The audit is not whole: 1 fault in 3 lines.\nLine 2 was changed: it is not what was written.',
    code: 1,
  });
  await sql`delete from audit where sequence > 1`.execute(database.kysely());
  expect((await run('verify')).text).toContain('Lines 2 to 3 were cut off from the end.');
});

const KEY = 'a phrase that only the team knows';

it.each([
  [
    'a seal taken off',
    'update audit_head set seal = null',
    /^The audit is not whole: 1 fault in 4 lines\.\nWhere the record ends \(line 4\) bears no seal, although SECRET_KEY is set: .+\.$/,
  ],
  [
    'a tail cut off',
    'delete from audit where sequence > 2',
    /^The audit is not whole: 1 fault in 2 lines\.\nLines 3 to 4 were cut off from the end\.$/,
  ],
  [
    'a changed row',
    "update audit set subject = 'all' where sequence = 2",
    /^The audit is not whole: 1 fault in 4 lines\.\nLine 2 was changed: it is not what was written\.$/,
  ],
  [
    'a missing row',
    'delete from audit where sequence = 3',
    /^The audit is not whole: 1 fault in 3 lines\.\nLine 3 was taken out\.$/,
  ],
])('%s ends with 1 and one sentence that says where', async (_, statement, said) => {
  const own = await createTestDatabase();
  const before = database;
  database = own;
  try {
    const db = own.kysely<LedgerTables>();
    const ledger = createLedger(db, createHeadSeal(KEY));
    const done = { at: new Date(0), admin: '7', action: 'stop', subject: 'all', before: null, after: null };
    for (const detail of ['1', '2', '3', '4']) await ledger.audit({ ...done, subject: 'network x', detail });
    expect(await runWith(KEY, 'verify')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^The audit is whole: 4 lines\. Its end is sealed/),
    });
    await sql`alter table audit disable trigger all`.execute(db);
    await sql`alter table audit_head disable trigger all`.execute(db);
    await sql.raw(statement).execute(db);
    const { text, code } = await runWith(KEY, 'verify');
    expect(text).toMatch(said);
    expect(code).toBe(1);
  } finally {
    database = before;
    await own.close();
  }
});

test('input that makes no sense is refused in one sentence', async () => {
  await expect(run('verify', '--head', '12')).rejects.toThrow('"12" is no head of the audit: give it as');
  await expect(run('list', '--lines', 'few')).rejects.toThrow(
    '"few" is no number of lines: give a whole number above 0.',
  );
});
