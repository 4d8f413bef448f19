import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import type { House } from '../../src/campaign/house.ts';
import { understandTime } from '../../src/campaign/understand-time.ts';
import type { UseCases } from '../../src/campaign/use-cases.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { addSchedule } from '../../src/commands/schedule.ts';
import { createMemoryRooms } from '../campaign/calendar/memory-rooms.ts';
import { campaignOf, occasionOf, PLACES } from '../planning/sample-campaign.ts';

const MAY_21 = occasionOf({ kind: 'yearly', month: 5, day: 21 }, [
  { post: 'note', offsetDays: 0, time: '09:00' },
]);
const CAMPAIGN = { ...campaignOf([MAY_21]), minGapMs: 30 * 60_000 };

interface Terminal {
  readonly answer?: string;
  readonly interactive?: boolean;
}

/** `solidarity schedule <args>` over a calendar that has nothing planned yet: what it says, and when it plans the post for. */
async function run(args: readonly string[], { answer, interactive = false }: Terminal = {}) {
  const printed: string[] = [];
  const planned: string[] = [];
  const { ledger, calendar } = createMemoryRooms();
  const house: Partial<House> = {
    ...{ campaigns: [CAMPAIGN], places: PLACES, calendar, now: () => new Date() },
    ledger: ledger as House['ledger'],
  };
  const useCases: Partial<UseCases> = {
    understandTime: request => understandTime(house as House, request),
    async schedule({ at }) {
      planned.push(at.toISOString());
      return { occurrence: 'once', deliveries: [] };
    },
  };
  const app: Partial<App> = {
    useCases: useCases as UseCases,
    start: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  const context: Partial<CommandContext> = {
    openApp: async () => app as App,
    print: text => void printed.push(text),
    exitCode: code => void printed.push(`exit ${code}`),
    ask: async () => answer,
    interactive,
  };
  const program = new Command();
  addSchedule(program, context as CommandContext);
  await program.parseAsync(['schedule', ...args], { from: 'user' });
  return { printed: printed.join('\n'), planned };
}

test('free words are shown back in the zone, with what stands too close by the calendar, and planned on a yes', async () => {
  const args = ['sample/note', '--at', '21 мая 2040 в 9:20 по Минску'];
  const { printed, planned } = await run(args, { answer: 'да' });
  expect(printed).toContain('Understood as Monday, 2040-05-21 09:20 in Europe/Minsk');
  expect(printed).toContain(
    'Close to another post in x-en: sample/note/day-2040/x-en, due 2040-05-21 09:00 in Europe/Minsk',
  );
  expect(planned).toEqual(['2040-05-21T06:20:00.000Z']);
  expect((await run(args, { answer: 'n' })).printed).toMatch(/Nothing was planned.\nexit 1$/);
  expect((await run(args, { answer: '' })).planned).toEqual([]);
  expect((await run([...args, '--yes'])).planned).toEqual(planned);
});

test('where nobody answers, only an exact time is planned', async () => {
  await expect(run(['sample/note', '--at', 'tomorrow 9:00'])).rejects.toThrow('give --yes');
  expect((await run(['sample/note', '--at', '2040-05-22 09:00'])).planned).toEqual([
    '2040-05-22T06:00:00.000Z',
  ]);
  const typed = await run(['sample/note', '--at', '2040-05-22 09:00'], { answer: 'n', interactive: true });
  expect(typed.planned).toEqual([]);
});

test('a time that the clocks skip is told to be moved, and one that is over is refused', async () => {
  const skipped = await run(['sample/note', '--at', '25 March 2040 02:30 Brussels', '--yes']);
  expect(skipped.printed).toContain('2040-03-25 03:30 in Europe/Brussels: the clocks skip the time');
  await expect(run(['sample/note', '--at', 'yesterday 9:00', '--yes'])).rejects.toThrow('is over');
});
