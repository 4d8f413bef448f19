import { setTimeout as sleep } from 'node:timers/promises';
import { type RehearsedRow, rehearseCalendar } from '../campaign/rehearse-calendar.ts';
import { InputError } from '../domain/input-error.ts';
import { planSpan } from '../planning/plan-span.ts';
import { createFastClock } from '../shared/fast-clock.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { readYear } from './plan.ts';
import { printRehearsal } from './print-rehearsal.ts';

interface RehearseOptions {
  readonly year?: string;
  readonly speed?: string;
  readonly json?: true;
}

export const addRehearse: AddCommand = (program, context) => {
  program
    .command('rehearse')
    .description(
      'live through the calendar on four local networks, by a clock that is turned, and show what followers saw',
    )
    .argument('[occasion]', 'only this occasion; the whole calendar unless told')
    .option('-y, --year <year>', 'the year; the next twelve months unless told')
    .option(
      '--speed <times>',
      'so many times faster than time goes, but for idle stretches, which take a second at most; as fast as can be unless told',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'solidarity rehearse may-21',
        'solidarity rehearse may-21 --year 2027',
        'solidarity rehearse may-21 --speed 3600',
        'solidarity rehearse --year 2027',
      ),
    )
    .action((occasion: string | undefined, options: RehearseOptions) => rehearse(context, occasion, options));
};

/** A year has months in which nothing happens: nobody watches those. */
const LONGEST_PAUSE_MS = 1_000;

async function rehearse(
  context: CommandContext,
  occasion: string | undefined,
  options: RehearseOptions,
): Promise<void> {
  const speed = readSpeed(options.speed);
  const { campaigns } = await context.openStudio();
  const timeZone = campaigns[0]?.timeZone ?? 'UTC';
  const { from, until } = planSpan(timeZone, new Date(), readYear(options.year));
  const clock = createFastClock(from);
  await using app = await context.openFastRehearsal(clock);
  const rows = await rehearseCalendar({
    ...app,
    from,
    until,
    ...(occasion === undefined ? {} : { occasion }),
    async turnTo(at) {
      await sleep(Math.min(Math.max(0, at.getTime() - clock.now().getTime()) / speed, LONGEST_PAUSE_MS));
      clock.turnTo(at);
    },
  });
  context.print(options.json ? JSON.stringify(rows.map(jsonOf), null, 2) : printRehearsal(rows));
  if (rows.some(({ record }) => record?.delivery.state !== 'published')) context.exitCode(1);
}

function readSpeed(text: string | undefined): number {
  const speed = text === undefined ? Number.POSITIVE_INFINITY : Number(text);
  if (speed >= 1) return speed;
  throw new InputError(`--speed is "${text}": give a number such as 3600, by which an hour takes a second.`);
}

function jsonOf({ row, record }: RehearsedRow) {
  return {
    ...row,
    state: record?.delivery.state ?? row.state,
    publishedAt: record?.delivery.publishedAt ?? null,
    texts: record?.parts.map(({ part }) => part.text) ?? [],
  };
}
