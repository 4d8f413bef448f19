import { setTimeout as sleep } from 'node:timers/promises';
import { Option } from 'commander';
import type { App } from '../app.ts';
import { WAITING } from '../campaign/delivery-states.ts';
import { campaignsInForce } from '../campaign/figures/campaigns-in-force.ts';
import { rehearse } from '../campaign/rehearse.ts';
import type { Figure } from '../domain/figure.ts';
import { InputError } from '../domain/input-error.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { reportDeliveries } from './delivery-report.ts';
import { printStaleFigures } from './print-stale-figures.ts';
import { printOutcome, printStep } from './print-step.ts';

interface StartOptions {
  readonly once?: true;
  readonly json?: true;
  readonly only?: 'worker' | 'control';
}

/** The first post of a rehearsal is due so soon, the others so long after each other: Telegram allows a channel one in three seconds. */
const PACE = { firstInMs: 500, gapMs: 3_100 };

const POLL_MS = 200;

export const addStart: AddCommand = (program, context) => {
  program
    .command('start', { isDefault: true })
    .description('run the bot; with no credentials, rehearse the campaign on four local networks')
    .option('--once', 'end when every delivery has ended')
    .option('--json', 'with --once: print one JSON document and nothing else')
    .addOption(
      new Option(
        '--only <part>',
        'one part of the bot: a worker delivers, the control is everything else',
      ).choices(['worker', 'control']),
    )
    .addHelpText(
      'after',
      examples(
        'solidarity start',
        'solidarity start --once',
        'solidarity start --once --json',
        'solidarity start --only worker',
      ),
    )
    .action((options: StartOptions) => startUntilAsked(context, options));
};

async function startUntilAsked(context: CommandContext, options: StartOptions): Promise<void> {
  const asked = new AbortController();
  void context.ended.then(() => asked.abort());
  try {
    await start(context, options, asked.signal);
  } catch (error) {
    // While it waited for its turn.
    if (!asked.signal.aborted || !(error instanceof Error && error.name === 'AbortError')) throw error;
  }
}

async function start(context: CommandContext, options: StartOptions, signal: AbortSignal): Promise<void> {
  if (options.json && !options.once) {
    throw new InputError('--json prints how a run ended: give --once with it.');
  }
  const say = options.json ? () => {} : context.print;
  await using app = await context.openApp({
    signal,
    ...(options.only === undefined ? {} : { only: options.only }),
    onStep: step => {
      if (step.what !== 'begun') say(printStep(step, app.house.now()));
    },
  });
  if (options.only !== undefined && app.stage !== undefined) {
    throw new InputError(
      '--only shares the work of a bot among processes, and a rehearsal is one process: set credentials, see .env.example, or leave it out.',
    );
  }
  say(describeStart(app));
  const stale = app.stage && printStaleFigures(await figuresOf(app), app.house.now());
  if (stale !== undefined) say(stale);
  await app.start();
  const occurrence = app.stage === undefined ? undefined : await startRehearsal(app);
  if (options.once || occurrence !== undefined) {
    const records = await untilEnded(app, context, occurrence);
    reportOutcome(context, records, options.json ? await figuresOf(app) : undefined);
    if (options.once) context.exitCode(allPublished(records) ? 0 : 1);
  }
  if (options.once) return;
  if (app.url !== undefined) say(`\nThe bot stays up: the page is at ${app.url}/, and Ctrl-C ends it.`);
  await context.ended;
}

/** With figures: as JSON. */
function reportOutcome(
  context: CommandContext,
  records: readonly DeliveryRecord[],
  figures: readonly Figure[] | undefined,
): void {
  const deliveries = records.map(({ delivery }) => delivery);
  if (figures === undefined) context.print(`\n${printOutcome(deliveries)}`);
  else context.print(JSON.stringify(reportDeliveries(records, figures), null, 2));
}

function allPublished(records: readonly DeliveryRecord[]): boolean {
  return records.every(({ delivery }) => delivery.state === 'published');
}

function describeStart({ stage, url, house }: App): string {
  const networks = house
    .accounts()
    .map(({ title }) => title)
    .join(', ');
  const what =
    stage === undefined
      ? `The bot runs, on ${networks}.`
      : 'No network has credentials, so this is the rehearsal: four local networks, and nothing leaves this machine.';
  return url === undefined ? what : `${what}\nThe page is at ${url}/\n`;
}

async function startRehearsal(app: App): Promise<string | undefined> {
  const [first] = await rehearse(app.house, PACE);
  return first?.occurrence;
}

/** With an occurrence: all its deliveries. Without one: what is due now. */
async function untilEnded(
  app: App,
  context: CommandContext,
  occurrence: string | undefined,
): Promise<readonly DeliveryRecord[]> {
  const { ledger, now } = app.house;
  const filter = occurrence === undefined ? { dueBefore: now() } : { occurrence };
  const begun = await ledger.list({ ...filter, states: WAITING });
  const watched = occurrence === undefined ? begun : await ledger.list({ occurrence });
  let ended = false;
  void context.ended.then(() => (ended = true));
  while (!ended && (await ledger.count({ ...filter, states: WAITING })) > 0) await sleep(POLL_MS);
  const records = await Promise.all(watched.map(({ id }) => ledger.read(id)));
  return records.filter(record => record !== undefined);
}

async function figuresOf(app: App): Promise<readonly Figure[]> {
  return (await campaignsInForce(app.house)).flatMap(({ figures }) => figures);
}
