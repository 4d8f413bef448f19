import type { TimeFault } from '../campaign/read-time.ts';
import type { Scheduled, UnderstoodRequest } from '../campaign/use-cases.ts';
import { InputError } from '../domain/input-error.ts';
import { wallTime } from '../planning/plan-span.ts';
import { systemClock } from '../shared/clock.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { printCosts } from './print-preview.ts';
import { printTable } from './print-table.ts';

interface ScheduleOptions {
  readonly at: string;
  readonly yes?: true;
}

export const addSchedule: AddCommand = (program, context) => {
  program
    .command('schedule')
    .description('plan a post; a running bot sends it when it is due')
    .argument('<post>', 'the post, as <campaign>/<post>, from the files or written in the chat')
    .option(
      '--at <time>',
      'when, in the time zone of the campaign: "2027-05-21 09:00", "tomorrow 9:00", "завтра в 9", +10m, now',
      'now',
    )
    .option('-y, --yes', 'do not ask whether the time was understood')
    .addHelpText(
      'after',
      examples(
        'solidarity schedule may-21/morning --at "2027-05-21 09:00"',
        'solidarity schedule may-21/morning --at "21 May 18:30 Minsk" --yes',
        'solidarity schedule may-21/morning --at 2027-05-21T06:00:00Z',
        'solidarity schedule may-21/ticker',
      ),
    )
    .action((post: string, options: ScheduleOptions) => schedule(context, post, options));
};

async function schedule(context: CommandContext, post: string, options: ScheduleOptions): Promise<void> {
  const asked = systemClock.now();
  await using app = await context.openApp({ only: 'planning' });
  const time = await app.useCases.understandTime({ post, when: options.at, asked });
  if (typeof time !== 'object') throw new InputError(explain(time, options.at));
  context.print(printTime(time));
  if (!options.yes && !(await isConfirmed(context, options.at))) {
    context.print('Nothing was planned.');
    context.exitCode(1);
    return;
  }
  await app.start();
  context.print(printScheduled(await app.useCases.schedule({ post, at: time.at, admin: 'system' })));
}

/** What leaves nothing to be understood: a date with its year and a time, an instant, so much later, now. */
const EXACT = /^\s*(?:\d{4}-\d{1,2}-\d{1,2}[T ]\s*\d{1,2}[:.]\d{2}\S*|\+.*|now)\s*$/i;

/** A script says exactly when, and is not asked; a person always, but for `now`. */
async function isConfirmed(context: CommandContext, when: string): Promise<boolean> {
  if (/^\s*now\s*$/i.test(when)) return true;
  if (EXACT.test(when) && !context.interactive) return true;
  const answer = await context.ask('Plan it for then? [y/N] ');
  if (answer === undefined) {
    throw new InputError(
      `--at ${when} is to be confirmed, and nobody answers: give --yes, or write the time as 2027-05-21T06:00:00Z.`,
    );
  }
  return /^\s*(?:y|yes|д|да|т|так)\s*$/i.test(answer);
}

function printTime({ at, timeZone, clocks, conflicts }: UnderstoodRequest): string {
  const notes = {
    once: '',
    skipped: ': the clocks skip the time that was asked for, and go on with this one',
    twice: ': the clocks show it twice that day, and this is the first time',
  };
  return [
    `Understood as ${weekday(at, timeZone)}, ${wallTime(at, timeZone)} in ${timeZone}${notes[clocks]}`,
    ...conflicts.map(
      ({ wanted, other }) =>
        `Close to another post in ${wanted.place}: ${other.id}, due ${wallTime(other.dueAt, timeZone)} in ${timeZone}`,
    ),
  ].join('\n');
}

function weekday(at: Date, timeZone: string): string {
  return at.toLocaleDateString('en', { weekday: 'long', timeZone });
}

function printScheduled({ deliveries, costs = [] }: Scheduled): string {
  const rows = deliveries.map(({ network, place, language, state, dueAt }) => [
    network,
    place,
    language,
    state,
    dueAt.toISOString(),
  ]);
  const table = printTable(['network', 'place', 'language', 'state', 'due'], rows);
  return costs.length > 0 ? `${table}\nIt will cost ${printCosts(costs)}.` : table;
}

function explain(fault: TimeFault, when: string): string {
  if (fault === 'past') return `--at ${when} is over: name a time to come.`;
  if (fault === 'impossible')
    return `--at ${when} does not exist: no calendar or clock has it. Name another time.`;
  return `--at ${when} is no time: write "2027-05-21 09:00", "21.05 09:00", 09:00, +10m, now, or 2027-05-21T06:00:00Z.`;
}
