import { Option } from 'commander';
import { describeCalendarChange } from '../campaign/describe-calendar-change.ts';
import { lookAtCalendar } from '../campaign/look-at-calendar.ts';
import { planICalendar } from '../campaign/plan-icalendar.ts';
import { showPlan } from '../campaign/show-plan.ts';
import { InputError } from '../domain/input-error.ts';
import { planSpan } from '../planning/plan-span.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { printPlan } from './print-plan.ts';

interface PlanOptions {
  readonly year?: string;
  readonly json?: true;
  readonly ics?: true;
  readonly diff?: true;
  readonly url?: true;
}

export const addPlan: AddCommand = (program, context) => {
  program
    .command('plan')
    .description('show what goes out when and where, its state, its cost, and what is missing for it')
    .option('-y, --year <year>', 'a whole year; the next twelve months unless told')
    .option('--json', 'print one JSON document')
    .addOption(new Option('--ics', 'print an iCalendar file').conflicts('json'))
    .addOption(
      new Option(
        '--url',
        'print the secret address at which a calendar program can subscribe to the plan of a running bot',
      ).conflicts(['year', 'json', 'ics', 'diff']),
    )
    .addOption(
      new Option(
        '--diff',
        'show what a start of the bot would add, move and cancel after a change of the campaign',
      ).conflicts(['year', 'ics']),
    )
    .addHelpText(
      'after',
      examples('solidarity plan', 'solidarity plan --year 2027 --ics > plan.ics', 'solidarity plan --diff'),
    )
    .action((options: PlanOptions) => plan(context, options));
};

async function plan(context: CommandContext, options: PlanOptions): Promise<void> {
  const year = readYear(options.year);
  await using desk = await context.openPlan();
  if (options.url) {
    context.print(await desk.calendarUrl());
    return;
  }
  if (options.diff) {
    const changes = await lookAtCalendar(desk);
    if (options.json) context.print(JSON.stringify(changes, null, 2));
    else context.print(changes.map(describeCalendarChange).join('\n') || 'Nothing changes.');
    return;
  }
  const rows = await showPlan(desk, planSpan(desk.campaigns[0]?.timeZone ?? 'UTC', desk.now(), year));
  // Every line of it ends so, the last one too.
  if (options.ics) context.print(`${planICalendar(rows, desk.now()).trimEnd()}\r`);
  else context.print(options.json ? JSON.stringify(rows, null, 2) : printPlan(rows));
}

export function readYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^2[01]\d\d$/.test(text)) return Number(text);
  throw new InputError(`--year is "${text}": give a year such as 2027.`);
}
