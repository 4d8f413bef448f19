import { checkReadiness } from '../campaign/ready/check-readiness.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { readYear } from './plan.ts';
import { printReadiness } from './print-readiness.ts';

interface ReadyOptions {
  readonly year?: string;
  readonly json?: true;
}

/** All questions to the networks together may take so long. */
const TIMEOUT_MS = 60_000;

export const addReady: AddCommand = (program, context) => {
  program
    .command('ready')
    .description('would an occasion go out, as things are? Asks the real networks, and sends nothing')
    .argument('<occasion>', 'the occasion, as campaign.yaml names it')
    .option('-y, --year <year>', 'the year; the next time of the occasion unless told')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('solidarity ready may-21', 'solidarity ready may-21 --json'))
    .action((occasion: string, options: ReadyOptions) => ready(context, occasion, options));
};

async function ready(context: CommandContext, occasion: string, options: ReadyOptions): Promise<void> {
  const year = readYear(options.year);
  await using desk = await context.openReady();
  const readiness = await checkReadiness(desk, {
    occasion,
    ...(year === undefined ? {} : { year }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  context.print(options.json ? JSON.stringify(readiness, null, 2) : printReadiness(readiness));
  if (!readiness.ready) context.exitCode(1);
}
