import { Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import type { PlanRow } from '../../src/campaign/show-plan.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { addPlan } from '../../src/commands/plan.ts';
import { printPlan } from '../../src/commands/print-plan.ts';

/** What `solidarity plan <args>` is refused with, before it opens anything. */
async function refusal(...args: readonly string[]): Promise<string> {
  const context: Partial<CommandContext> = {
    openPlan: () => Promise.reject(new Error('the plan was opened')),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addPlan(program, context as CommandContext);
  program.commands[0]?.exitOverride().configureOutput({ writeErr: () => {} });
  const error = await program.parseAsync(['plan', ...args], { from: 'user' }).catch(caught => caught);
  return error instanceof CommanderError ? `${error.exitCode}: ${error.message}` : String(error);
}

test.each([
  [['--json', '--ics'], "'--ics' cannot be used with option '--json'"],
  [['--diff', '--ics'], "'--diff' cannot be used with option '--ics'"],
  [['--diff', '--year', '2027'], "'--diff' cannot be used with option '-y, --year <year>'"],
  [['--url', '--diff'], "'--url' cannot be used with option '--diff'"],
])('%j is refused in place of leaving one out', async (args, sentence) => {
  expect(await refusal(...args)).toBe(`1: error: option ${sentence}`);
});

test.each([[['--diff', '--json']], [['--ics', '--year', '2027']]])('%j go together', async args => {
  expect(await refusal(...args)).toBe('Error: the plan was opened');
});

const row = (change: Partial<PlanRow>): PlanRow => ({
  id: 'may-21/morning/may-21-2027/x-en',
  post: 'may-21/morning',
  title: 'The morning',
  occurrence: 'may-21-2027',
  network: 'x',
  place: 'x-en',
  language: 'en',
  dueAt: new Date('2027-05-21T06:00:00Z'),
  timeZone: 'Europe/Minsk',
  state: 'to come',
  parts: 3,
  missing: [],
  ...change,
});

test('what is missing is said once, under the number that stands in the rows', () => {
  const stale = 'figures that are too old: women_in_custody (as of 2024-03-26)';
  const text = printPlan([
    row({ missing: [stale] }),
    row({ place: 'x-ru', language: 'ru', missing: ['credentials of x', stale] }),
  ]);
  expect(text.split('\n')).toEqual([
    'when (Europe/Minsk)  post            place  language  state    parts  missing',
    '───────────────────  ──────────────  ─────  ────────  ───────  ─────  ───────',
    '2027-05-21 09:00     may-21/morning  x-en   en        to come  3      1',
    '2027-05-21 09:00     may-21/morning  x-ru   ru        to come  3      2, 1',
    '2 planned; something is missing for 2',
    '',
    'Missing:',
    `1  ${stale}`,
    '2  credentials of x',
  ]);
});

test('several zones and what something costs have their columns', () => {
  const text = printPlan([
    row({ cost: { amount: 0.015, currency: 'USD' } }),
    row({ place: 'x-ru', timeZone: 'Europe/Brussels' }),
  ]);
  expect(text.split('\n')[0]).toMatch(/^when +zone +post .+ parts +cost +missing$/);
  expect(text).toContain('2027-05-21 08:00  Europe/Brussels');
  expect(text).toContain('2 planned; nothing is missing; cost USD 0.015');
});
