import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import type { Campaign, Occasion, OccasionRule } from '../../../src/domain/campaign.ts';
import type { Place } from '../../../src/domain/place.ts';
import { campaignOf, occasionOf } from '../../planning/sample-campaign.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type BotModel, createBotModel } from './bot-model.ts';
import { openDatabaseRooms } from './database-rooms.ts';
import { createMemoryRooms } from './memory-rooms.ts';
import type { CalendarRooms } from './rooms.ts';

/** `PROPERTY_RUNS=all`: many more. */
const ALL = process.env.PROPERTY_RUNS === 'all';

const HOUR_MS = 3_600_000;
const PLACES: readonly Place[] = [
  { id: 'testnet-en', network: 'testnet', language: 'en' },
  { id: 'testnet-ru', network: 'testnet', language: 'ru' },
];

const time = fc.constantFrom('00:30', '02:30', '09:00', '23:45');
const zone = fc.constantFrom('Europe/Brussels', 'Europe/Minsk', 'America/New_York', 'Pacific/Apia');
const offset = fc.integer({ min: -3, max: 3 });
const ruleOfA: fc.Arbitrary<OccasionRule> = fc.oneof(
  fc.record({
    kind: fc.constant('yearly' as const),
    month: fc.constantFrom(3, 5),
    day: fc.integer({ min: 18, max: 29 }),
  }),
  fc.constant({ kind: 'weekday', weekday: 7, nth: -1, month: 3 } as const),
  fc.constant({ kind: 'once', date: '2027-05-21' } as const),
);
const ruleOfB: fc.Arbitrary<OccasionRule> = fc.oneof(
  fc.record({
    kind: fc.constant('monthly' as const),
    day: fc.constantFrom<number | 'last'>(1, 21, 31, 'last'),
  }),
  fc.constantFrom(
    { kind: 'cron', line: '30 2 * * 0' } as const,
    { kind: 'cron', line: '0 9 1,15 * *' } as const,
  ),
);

/** Posts named for their occasion: the same post at the same time under another name counts as the same on purpose. */
function occasion(id: string, rule: fc.Arbitrary<OccasionRule>): fc.Arbitrary<Occasion> {
  const post = (name: string) => fc.record({ post: fc.constant(`${id}-${name}`), offsetDays: offset, time });
  return fc
    .record({
      rule,
      posts: fc.tuple(post('one'), post('two')).map(posts => [...posts]),
      keep: fc.constantFrom(1, 2, 2),
      skip: fc.subarray(['2027-05-21', '2027-03-28', '2028-05-21']),
      elsewhere: fc.option(fc.record({ languages: fc.constant(['ru']), timeZone: zone }), { nil: undefined }),
    })
    .map(({ rule, posts, keep, skip, elsewhere }) =>
      occasionOf(rule, posts.slice(0, keep), { id, skip, elsewhere: elsewhere ? [elsewhere] : [] }),
    );
}

const campaign: fc.Arbitrary<Campaign> = fc
  .record({ a: occasion('a', ruleOfA), b: occasion('b', ruleOfB), has: fc.subarray(['a', 'b']), zone })
  .map(({ a, b, has, zone }) => {
    // Every post exists, whether an occasion has it or not.
    const all = campaignOf([a, b], zone);
    return { ...all, occasions: [a, b].filter(({ id }) => has.includes(id)) };
  });

/** A life has three campaigns between which it is edited to and fro, since what comes back is where one errs. */
const drafts = fc.tuple(campaign, campaign, campaign);
type Step = (bot: BotModel, campaigns: readonly Campaign[]) => Promise<void> | void;

function step(hours: readonly number[]): fc.Arbitrary<Step> {
  const run = fc.constantFrom(...hours).map(each => named(`run ${each} h`, bot => bot.run(each * HOUR_MS)));
  const edit = fc
    .nat({ max: 2 })
    .map(index => named(`edit ${index}`, (bot, campaigns) => bot.edit(campaigns[index] ?? bot.campaign)));
  const crash = fc.nat({ max: 12 }).map(steps => named(`crash after ${steps}`, bot => bot.crash(steps)));
  const sleep = fc
    .constantFrom(-2, -1, 3, 40, 24 * 20)
    .map(each => named(`sleep ${each} h`, bot => bot.sleep(each * HOUR_MS)));
  return fc.oneof(
    { weight: 4, arbitrary: run },
    { weight: 4, arbitrary: edit },
    { weight: 2, arbitrary: crash },
    { weight: 1, arbitrary: sleep },
  );
}

/** For the counterexample. */
function named(name: string, step: Step): Step {
  return Object.assign(step, { [fc.toStringMethod]: () => name });
}

/** Around the changes of the clocks, and before the day. */
const start = fc.constantFrom('2027-03-26T12:00:00Z', '2027-05-18T12:00:00Z', '2027-05-20T04:00:00Z');

function lives(open: (now: () => Date) => Promise<CalendarRooms> | CalendarRooms, hours: readonly number[]) {
  return fc.asyncProperty(
    drafts,
    start,
    fc.array(step(hours), { maxLength: 14, size: 'max' }),
    async (campaigns, from, lived) => {
      const clock = { now: Date.parse(from) };
      await using rooms = await open(() => new Date(clock.now));
      const bot = createBotModel({ campaign: campaigns[0], places: PLACES, clock, rooms });
      for (const next of lived) await next(bot, campaigns);
      await bot.run(30 * HOUR_MS);
    },
  );
}

const SOON = [1, 1, 7, 7, 30, 100];

test('whatever is edited, whenever it dies: what is wanted goes out once, and nothing else', async () => {
  const hours = [...SOON, ...SOON, 24 * 30, 24 * 366];
  await fc.assert(
    lives(() => createMemoryRooms(), hours),
    { numRuns: ALL ? 2_000 : 60 },
  );
}, 600_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('the same with the real ledger and desk', async () => {
  const open = (now: () => Date) => openDatabaseRooms(database, PLACES, now);
  await fc.assert(lives(open, SOON), { numRuns: ALL ? 60 : 8 });
}, 600_000);
