import { findPost } from '../campaign/find-post.ts';
import { pointOutConflicts } from '../campaign/point-out-conflicts.ts';
import { readTime, type TimeFault } from '../campaign/read-time.ts';
import { InputError } from '../domain/input-error.ts';
import { wallTime } from '../planning/plan-span.ts';
import { systemClock } from '../shared/clock.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';
import { printCosts } from './print-preview.ts';
import { printTable } from './print-table.ts';

export const addSchedule: AddCommand = (program, context) => {
  program
    .command('schedule')
    .description('plan a post; a running bot sends it when it is due')
    .argument('<post>', 'the post, as <campaign>/<post>')
    .option(
      '--at <time>',
      'when, in the time zone of the campaign: "2027-05-21 09:00", "tomorrow 9:00", "завтра в 9", +10m, now',
      'now',
    )
    .addHelpText(
      'after',
      examples(
        'solidarity schedule may-21/morning --at "2027-05-21 09:00"',
        'solidarity schedule may-21/morning --at 2027-05-21T06:00:00Z',
        'solidarity schedule may-21/ticker',
      ),
    )
    .action((post: string, { at }: { at: string }) => schedule(context, post, at));
};

async function schedule(context: CommandContext, post: string, when: string): Promise<void> {
  const asked = systemClock.now();
  await using app = await context.openApp({ only: 'planning' });
  const { campaign } = findPost(app.house.campaigns, post);
  const time = readTime(when, campaign.timeZone, asked);
  if (typeof time !== 'object') throw new InputError(explain(time, when));
  const { at } = time;
  await app.start();
  const { deliveries, costs = [] } = await app.useCases.schedule({ post, at, admin: 'system' });
  const rows = deliveries.map(({ network, place, language, state, dueAt }) => [
    network,
    place,
    language,
    state,
    dueAt.toISOString(),
  ]);
  context.print(`Understood as ${wallTime(at, campaign.timeZone)} in ${campaign.timeZone}`);
  context.print(printTable(['network', 'place', 'language', 'state', 'due'], rows));
  if (costs.length > 0) context.print(`It will cost ${printCosts(costs)}.`);
  for (const { wanted, other } of await pointOutConflicts(app.house, deliveries)) {
    context.print(`Close to another post in ${wanted.place}: ${other.id}, due ${other.dueAt.toISOString()}`);
  }
}

function explain(fault: TimeFault, when: string): string {
  if (fault === 'past') return `--at ${when} is over: name a time to come.`;
  if (fault === 'impossible')
    return `--at ${when} does not exist: no calendar or clock has it. Name another time.`;
  return `--at ${when} is no time: write "2027-05-21 09:00", "21.05 09:00", 09:00, +10m, now, or 2027-05-21T06:00:00Z.`;
}
