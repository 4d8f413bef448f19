import { checkPosts } from '../campaign/check-posts.ts';
import { InputErrors } from '../domain/input-error.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';

/** What `check --json` prints. */
export interface CheckReport {
  readonly ok: boolean;
  /** How many posts were composed, one for each network and language. */
  readonly composed: number;
  readonly faults: readonly string[];
}

export const addCheck: AddCommand = (program, context) => {
  program
    .command('check')
    .description(
      'render and compose every post, of the files and of the chat, for every network, and say what is wrong; sends nothing',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('solidarity check', 'solidarity check --json'))
    .action(async ({ json }: { json?: true }) => {
      const report = await check(context);
      context.print(json ? JSON.stringify(report, null, 2) : printReport(report));
      if (!report.ok) context.exitCode(1);
    });
};

/** What keeps the campaigns from being loaded at all is a fault like any other. */
async function check(context: CommandContext): Promise<CheckReport> {
  try {
    const { faults, composed } = await checkPosts(await context.openStudio());
    return { ok: faults.length === 0, composed, faults };
  } catch (error) {
    if (error instanceof InputErrors) return { ok: false, composed: 0, faults: error.faults };
    throw error;
  }
}

function printReport({ ok, composed, faults }: CheckReport): string {
  if (ok) return `All is well: ${composed} posts composed, one for each network and language.`;
  return faults.map(fault => `✗ ${fault}`).join('\n');
}
