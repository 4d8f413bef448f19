import { createInterface } from 'node:readline';
import { Command, CommanderError } from 'commander';
import { askSecret } from './commands/ask-secret.ts';
import type { AddCommand, CommandContext } from './commands/command.ts';
import { InputError } from './domain/input-error.ts';
import { loadSettings } from './wiring/settings.ts';

/** In the order of `--help`. Only the command that is asked for is loaded: the others would cost it time. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  start: async () => (await import('./commands/start.ts')).addStart,
  preview: async () => (await import('./commands/preview.ts')).addPreview,
  plan: async () => (await import('./commands/plan.ts')).addPlan,
  rehearse: async () => (await import('./commands/rehearse.ts')).addRehearse,
  ready: async () => (await import('./commands/ready.ts')).addReady,
  check: async () => (await import('./commands/check.ts')).addCheck,
  schedule: async () => (await import('./commands/schedule.ts')).addSchedule,
  figures: async () => (await import('./commands/figures.ts')).addFigures,
  card: async () => (await import('./commands/card.ts')).addCard,
  stop: async () => (await import('./commands/halt.ts')).addStop,
  pause: async () => (await import('./commands/halt.ts')).addPause,
  resume: async () => (await import('./commands/halt.ts')).addResume,
  correct: async () => (await import('./commands/correct.ts')).addCorrect,
  withdraw: async () => (await import('./commands/withdraw.ts')).addWithdraw,
  approvals: async () => (await import('./commands/approvals.ts')).addApprovals,
  audit: async () => (await import('./commands/audit.ts')).addAudit,
  unlock: async () => (await import('./commands/unlock.ts')).addUnlock,
};

/** Exit codes: 0 all well, 1 not all was done, 2 input that cannot be used. */
async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const context: CommandContext = {
    // What a command does not use is not loaded: `--help` and `plan` need neither the client libraries nor the sandbox.
    openStudio: async () => (await import('./wiring/open-studio.ts')).openStudio(loadSettings()),
    openFigures: async () => (await import('./wiring/open-figures.ts')).openFigureArchive(loadSettings()),
    openFastRehearsal: async clock =>
      (await import('./wiring/open-fast-rehearsal.ts')).openFastRehearsal(loadSettings(), clock),
    openLock: async () => (await import('./wiring/open-lock.ts')).openLock(loadSettings()),
    askSecret,
    openAudit: async () => (await import('./wiring/open-audit.ts')).openAudit(loadSettings()),
    openReady: async () => (await import('./wiring/open-ready.ts')).openReady(loadSettings()),
    openPlan: async () => (await import('./wiring/open-plan.ts')).openPlan(loadSettings()),
    openApp: async options => (await import('./app.ts')).openApp(loadSettings(), options),
    print: text => void process.stdout.write(`${text}\n`),
    ask,
    interactive: process.stdin.isTTY,
    exitCode: code => {
      exitCode = code;
    },
    ended: untilAskedToEnd(),
  };
  const program = new Command('solidarity')
    .description('Publishes a bilingual campaign on Telegram, Bluesky, Mastodon and X.')
    .exitOverride()
    .showHelpAfterError('Use --help to see what is possible.')
    .addHelpText(
      'after',
      '\nExamples:\n  solidarity start\n  solidarity start --once --json\n  solidarity preview may-21/morning',
    );
  try {
    for (const load of chooseCommands(args)) (await load())(program, context);
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error);
  }
}

/** The one that is named, or all. Without this, a mistyped command would be taken for an argument of `start`. */
function chooseCommands([first]: readonly string[]): readonly (() => Promise<AddCommand>)[] {
  if (first === undefined || first.startsWith('-') || first === 'help') return Object.values(COMMANDS);
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (named !== undefined) return [named];
  throw new InputError(`There is no command "${first}": use one of ${Object.keys(COMMANDS).join(', ')}.`);
}

/** The question goes to standard error, so that standard output holds the answer of the command alone. */
async function ask(question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  process.stderr.write(question);
  try {
    for await (const line of lines) return line;
    return undefined;
  } finally {
    lines.close();
  }
}

/** Whoever asked waits for ten seconds and then kills; nothing is lost by ending a little before, whatever hangs. */
const LAST_MOMENT_MS = 9_500;

/** A second signal is not waited for: the process then ends at once, as the system does by default. */
function untilAskedToEnd(): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  });
}

/** Bad input gets its sentence alone; anything else is a fault of ours, and its stack helps to find it. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof InputError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

const exitCode = await main(process.argv.slice(2));
// A client library may keep the process alive: telegraf has a timer of 500 s after an answer that broke off.
process.stdout.write('', () => process.exit(exitCode));
