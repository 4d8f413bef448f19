import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openBells } from './bells.ts';
import type { ColumnId } from './column-titles.ts';
import { columnNamed } from './columns.ts';
import { ROWS, type Row } from './rows.ts';
import { type Outcome, runCell } from './run-cell.ts';

/** Cells wait for answers more than they work. */
const AT_A_TIME = 8;

export interface NamedOutcome extends Outcome {
  readonly fault: string;
  readonly when: string;
}

/** Runs every fault on one network, and checks that each ends as it has to. */
export function checkColumn(id: ColumnId): void {
  const column = columnNamed(id);
  const rows = ROWS.filter(row => row.trouble(column) !== undefined);
  const outcomes = new Map<Row, Outcome>();
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    const ledger = createLedger(database.kysely<LedgerTables>());
    await using bells = await openBells(column.fixture.name, database, AT_A_TIME);
    const waiting = [...rows.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, row] = next;
        const outcome = await runCell(row, column, { ledger, bells }, `${id}-${index}`);
        if (outcome !== undefined) outcomes.set(row, outcome);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  }, 120_000);
  afterAll(() => database[Symbol.asyncDispose]());

  test.each(rows.map(row => [`${row.fault}, ${row.when} its effect`, row] as const))('%s', (_, row) => {
    const outcome = outcomes.get(row);
    expect(outcome).toMatchObject({ duplicates: 0, lost: 0, wrong: 0 });
    expect(outcome?.path.at(-1)).toBe(row.ends(column.fixture.name));
  });

  test('the document says so', async () => {
    const named = rows.map(row => ({ fault: row.fault, when: row.when, ...outcomes.get(row) }));
    const lines = named.map(outcome => `${JSON.stringify(outcome)}\n`).join('');
    await expect(lines).toMatchFileSnapshot(`outcomes/${id}.jsonl`);
  });
}
