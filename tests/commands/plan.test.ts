import { Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import type { CommandContext } from '../../src/commands/command.ts';
import { addPlan } from '../../src/commands/plan.ts';

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
