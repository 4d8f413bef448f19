import type { Command } from 'commander';
import type { BookedFigure, FigureUseCases } from '../campaign/figures/figure-use-cases.ts';
import { InputError } from '../domain/input-error.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { exportHistory } from './export-history.ts';
import { reportFetch, reportReading, reportStanding } from './figure-report.ts';
import { printBooked, printFetches, printFigure, printFigures } from './print-figures.ts';

interface Json {
  readonly json?: true;
}

interface SetOptions extends Json {
  readonly asOf: string;
  readonly sourceName?: string;
  readonly sourceUrl?: string;
}

/** By whom a change on the terminal was made; whoever has the terminal has the database too. */
const BY = 'terminal';

export const addFigures: AddCommand = (program, context) => {
  const figures = program
    .command('figures')
    .description('the numbers of the campaign: what is in force, who set it, and new values')
    .addHelpText(
      'after',
      examples(
        'solidarity figures list',
        'solidarity figures set women_in_custody 201 --as-of 2026-11-20 --source-name Viasna --source-url https://spring96.org/',
        'solidarity figures undo women_in_custody',
      ),
    );
  addLooking(figures, context);
  addDeciding(figures, context);
};

function addLooking(figures: Command, context: CommandContext): void {
  withJson(figures.command('list').description('every figure as it is in force')).action(({ json }: Json) =>
    withFigures(context, async all => {
      const standings = await all.list();
      print(context, json, standings.map(reportStanding), () => printFigures(standings));
    }),
  );
  withJson(figures.command('show').description('one figure with its history').argument('<figure>')).action(
    (name: string, { json }: Json) =>
      withFigures(context, async all => {
        const standing = await all.show(name);
        const history = standing.history.map(reportReading);
        print(context, json, { ...reportStanding(standing), history }, () => printFigure(standing));
      }),
  );
  withJson(
    figures.command('export').description('the whole history of every figure, as CSV; with --json as JSON'),
  ).action(({ json }: Json) =>
    withFigures(context, async all => {
      const rows = exportHistory(await all.list());
      print(context, json, rows.objects, () => rows.csv);
    }),
  );
}

function addDeciding(figures: Command, context: CommandContext): void {
  const set = figures
    .command('set')
    .description('say what a figure is now; a jump, a fall to 0 or an odd date waits to be confirmed')
    .argument('<figure>')
    .argument('<value>', '201, ">45000", "<10" or 143600-171900')
    .requiredOption('--as-of <date>', 'a day, a month, a year or a period: 2026-11-20, 2026-11, 2025/2026')
    .option('--source-name <name>', 'who says so; as before unless told')
    .option('--source-url <address>', 'where it stands');
  withJson(set).action((figure: string, value: string, { json, ...options }: SetOptions) =>
    withFigures(context, async all => {
      const booked = await all.set({ figure, value, asOf: options.asOf, by: BY, ...sourceOf(options) });
      printDecision(context, json, booked);
    }),
  );
  for (const what of ['confirm', 'undo'] as const) {
    const command = figures
      .command(what)
      .description(DECISIONS[what])
      .argument('<figure>')
      .argument('[reading]', 'its number, as "figures show" lists it', readNumber);
    withJson(command).action((figure: string, reading: number | undefined, { json }: Json) =>
      withFigures(context, async all => {
        const booked = await all[what]({ figure, by: BY, ...(reading === undefined ? {} : { reading }) });
        printDecision(context, json, booked);
      }),
    );
  }
  const fetch = figures
    .command('fetch')
    .description('ask the sources now')
    .argument('[figure]', 'only this one');
  withJson(fetch).action((figure: string | undefined, { json }: Json) =>
    withFigures(context, async all => {
      const reports = await all.fetch(figure);
      print(context, json, reports.map(reportFetch), () => printFetches(reports));
      if (reports.some(({ outcome }) => outcome === 'fault')) context.exitCode(1);
    }),
  );
}

const DECISIONS = {
  confirm: 'let a value that waits count, or one that was undone count again',
  undo: 'take the last change back; what held before holds again',
} as const;

async function withFigures(
  context: CommandContext,
  work: (figures: FigureUseCases) => Promise<void>,
): Promise<void> {
  await using opened = await context.openFigures();
  await work(opened.figures);
}

function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON document');
}

function print(context: CommandContext, json: true | undefined, report: unknown, words: () => string): void {
  context.print(json ? JSON.stringify(report, null, 2) : words());
}

function printDecision(context: CommandContext, json: true | undefined, booked: BookedFigure): void {
  const { reading, standing } = booked;
  const report = {
    reading: reading === undefined ? null : reportReading(reading),
    figure: reportStanding(standing),
  };
  print(context, json, report, () => printBooked(booked));
}

function sourceOf({ sourceName: name, sourceUrl: url }: SetOptions) {
  if (name === undefined && url === undefined) return {};
  if (name !== undefined && url !== undefined) return { source: { name, url } };
  const [given, missing] =
    name === undefined ? ['--source-url', '--source-name'] : ['--source-name', '--source-url'];
  throw new InputError(
    `${given} is given without ${missing}: give both, or neither where the source is as before.`,
  );
}

function readNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InputError(
    `"${text}" is no number of a reading: write it as "figures show" lists it, such as 3.`,
  );
}
