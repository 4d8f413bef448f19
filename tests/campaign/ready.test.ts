import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkReadiness } from '../../src/campaign/ready/check-readiness.ts';
import { lookAhead } from '../../src/campaign/ready/look-ahead.ts';
import type { ReadyHouse } from '../../src/campaign/ready/ready-house.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Readiness, ReadyProbes } from '../../src/domain/readiness.ts';
import { createReadinessBook } from '../../src/ledger/create-readiness-book.ts';
import { createSpendingBook } from '../../src/ledger/spending/create-spending-book.ts';
import { measureClock } from '../../src/networks/measure-clock.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { takeControl } from '../../src/storage/take-control.ts';
import { listComposers } from '../../src/wiring/known-networks.ts';
import { createReadyProbes } from '../../src/wiring/ready-probes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type HouseOnStage, openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const OCCASIONS = `    media: [{ file: faces.png, alt: { en: Faces, ru: Лица } }]
occasions:
  day:
    title: { en: The day, ru: День }
    every: 05-21
    posts: [{ post: note, at: 0d 09:00 }]
`;
const DAY_MS = 86_400_000;
const WELL: ReadyProbes = {
  networkClock: async () => 0,
  database: async () => ({ aheadMs: 0, writable: true }),
  disk: async () => ({ folder: '/data', freeBytes: 2 ** 40 }),
  botRuns: async () => true,
};

let stage: HouseOnStage;
let database: TestDatabase;
beforeAll(async () => {
  [stage, database] = await Promise.all([
    openHouseOnStage({ files: campaignFiles(OCCASIONS) }),
    createTestDatabase(),
  ]);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await database.close();
});

function houseOf(changes: Partial<ReadyHouse> = {}): ReadyHouse {
  return {
    ...stage.house,
    composers: listComposers(),
    budgets: [],
    spending: createSpendingBook(database.kysely()),
    probes: WELL,
    ...changes,
  };
}

const look = (changes: Partial<ReadyHouse> = {}) =>
  checkReadiness(houseOf(changes), { occasion: 'day', signal: AbortSignal.timeout(20_000) });

const bad = ({ checks }: Readiness) =>
  checks
    .filter(({ verdict }) => verdict === 'bad')
    .map(({ kind, subject, words }) => `${kind} ${subject}: ${words}`);

/** The campaign with another definition of its one post. */
function changed(change: (campaign: Campaign) => Partial<Campaign>): Partial<ReadyHouse> {
  return { campaigns: stage.house.campaigns.map(campaign => ({ ...campaign, ...change(campaign) })) };
}

test('an occasion that would go out: the real accounts were asked, nothing was sent', async () => {
  const readiness = await look();
  expect(bad(readiness)).toEqual([]);
  expect(readiness).toMatchObject({ ready: true, occasion: 'sample/day', deliveries: 8 });
  expect([...new Set(readiness.checks.map(({ kind }) => kind))]).toHaveLength(13);
  const accounts = readiness.checks.filter(({ kind }) => kind === 'credentials');
  expect(accounts.map(({ words }) => words).join()).toMatch(/^(verified: .+,?){4}$/);
  for (const name of ['telegram', 'bluesky', 'mastodon', 'x']) expect(stage.timeline(name)).toEqual([]);
});

test('a network that refuses, is away, or is off', async () => {
  const refuse = { status: 401, body: '{"error":"The access token is invalid"}' };
  stage.server('mastodon').faults.add({
    path: /verify_credentials/,
    when: 'before',
    effect: { kind: 'respond', headers: { 'content-type': 'application/json' }, ...refuse },
  });
  expect(bad(await look())).toEqual([
    expect.stringMatching(/^credentials mastodon: .*MASTODON_ACCESS_TOKEN/),
  ]);
  const networks = new Map([...stage.house.networks].filter(([name]) => name !== 'x'));
  expect(bad(await look({ networks }))).toEqual([
    expect.stringMatching(/^credentials x: it has none: set them/),
  ]);
});

test('what the campaign lacks: a translation, a fresh figure, an alt text, a file that can be read, a text that fits', async () => {
  const [post] = stage.house.campaigns[0]?.posts ?? [];
  if (post === undefined) throw new Error('no post');
  const { ru: _, ...texts } = post.texts;
  expect(bad(await look(changed(() => ({ posts: [{ ...post, texts }] }))))).toEqual([
    'translations sample/note: has no text in ru: write it',
  ]);
  const say = (source: string) => ({
    ...post,
    texts: { ...post.texts, en: { text: { file: 'sample/note.en.liquid', source }, byNetwork: {} } },
  });
  const stale = say('{{ figures.women | count }}, {{ figures.women | as_of }}');
  expect(bad(await look(changed(() => ({ posts: [stale] })))).join('\n')).toMatch(
    /^figures sample\/note: states figures that are too old: women \(as of 2024-03-26\)/,
  );
  const silent = { ...post, media: post.media.map(file => ({ ...file, alt: { en: ' ', ru: 'Лица' } })) };
  expect(bad(await look(changed(() => ({ posts: [silent] })))).join('\n')).toMatch(
    /alt text sample\/note: .*faces.png has no alt text in en/,
  );
  const broken: Partial<ReadyHouse> = {
    prepareMedia: async media => stage.house.prepareMedia({ ...media, path: `${media.path}.gone` }, 'x'),
  };
  expect(bad(await look(broken)).join('\n')).toMatch(/^media sample\/note on \w+: /);
  const long = say(`https://one.example/${'x'.repeat(5000)}`);
  expect(bad(await look(changed(() => ({ posts: [long] })))).join('\n')).toMatch(/^text sample\/note on /);
});

test('limits, budget and holds', async () => {
  expect(bad(await look(changed(() => ({ maxPerHour: 7 }))))).toEqual([
    expect.stringMatching(/^limits sample: 8 deliveries fall into one hour, and maxPerHour is 7/),
  ]);
  const x = stage.house.networks.get('x');
  if (x === undefined) throw new Error('no X');
  const slow = Object.create(x, { rateLimit: { value: { calls: 1, perMs: 40 * DAY_MS } } });
  expect(bad(await look({ networks: new Map([...stage.house.networks, ['x', slow]]) }))).toEqual([
    expect.stringMatching(/^limits x: .* takes 57600 minutes by the network's limit/),
  ]);
  const budget = { network: 'x', amount: 0.02, currency: 'USD', per: 'month' } as const;
  expect(bad(await look({ budgets: [budget] }))).toEqual([
    expect.stringMatching(/^budget x: USD 0.03 of 0.02 in \d{4}-05/),
  ]);
  expect(bad(await look({ budgets: [{ ...budget, amount: 1 }] }))).toEqual([]);
  const hold = { kind: 'stop', why: 'an alarm', by: '1', since: new Date() } as const;
  await stage.house.ledger.hold({ scope: 'all', ...hold });
  expect(bad(await look())).toEqual(['state everything: stop: an alarm; /resume lets it go on']);
  await stage.house.ledger.lift('all', 'stop');
});

test('the machine: a clock that is off, a full disk, a database that takes nothing, no bot', async () => {
  const probes: ReadyProbes = {
    networkClock: async network => (network === 'x' ? 90_000 : -12_000),
    database: async () => ({ aheadMs: 0, writable: false }),
    disk: async () => ({ folder: '/data', freeBytes: 1000 }),
    botRuns: async () => false,
  };
  const readiness = await look({ probes });
  expect(bad(readiness)).toEqual([
    "clock x: its clock is 90 s ahead of this machine's: set this machine's clock (NTP)",
    expect.stringMatching(/^database .*takes nothing/),
    expect.stringMatching(/^disk .*0 MiB free in \/data: make room/),
  ]);
  const doubtful = readiness.checks.filter(({ verdict }) => verdict === 'doubtful');
  expect(doubtful.map(({ kind }) => kind)).toEqual(['clock', 'clock', 'clock', 'bot']);
});

test('the probes ask the servers themselves', async () => {
  const definition = definitions.find(({ name }) => name === 'mastodon');
  if (definition === undefined) throw new Error('no Mastodon');
  const { settings } = stage.server('mastodon');
  const signal = AbortSignal.timeout(10_000);
  const slow = await measureClock({
    definition,
    settings,
    signal,
    now: () => new Date(Date.now() - 600_000),
  });
  expect(Math.abs(slow - 600_000)).toBeLessThan(5_000);

  const networks = new Map([['mastodon', settings]]);
  const probes = createReadyProbes({ networks, dataDir: '.' }, database);
  expect(Math.abs(await probes.networkClock('mastodon', signal))).toBeLessThan(5_000);
  await expect(probes.networkClock('x', signal)).rejects.toThrow('x is off');
  expect(await probes.database(signal)).toMatchObject({ writable: true });
  expect((await probes.disk()).freeBytes).toBeGreaterThan(0);
  expect(await probes.botRuns()).toBe(false);
  await using _control = await takeControl(database, { wait: false });
  expect(await probes.botRuns()).toBe(true);
});

test('the bot looks a week and a day before by itself, each once whatever restarts, and the admins are told once', async () => {
  const told: string[] = [];
  let now = new Date('2031-05-12T06:00:00Z');
  const at = async (time: string) => {
    now = new Date(time);
    // As after a restart: the book is all that is kept.
    const book = createReadinessBook(database.kysely());
    await lookAhead(houseOf({ now: () => now }), book, new AbortController().signal);
    for (const news of await book.untold(10)) {
      told.push(`${news.look} ${news.readiness.occurrence} ${news.readiness.ready}`);
      await book.markTold(news, now);
    }
    return told.splice(0);
  };
  // The day begins in Minsk, and the looks are at nine.
  expect(await at('2031-05-14T05:59:00Z')).toEqual([]);
  expect(await at('2031-05-14T06:00:00Z')).toEqual(['a week before day-2031 true']);
  expect(await at('2031-05-14T06:15:00Z')).toEqual([]);
  expect(await at('2031-05-20T05:59:00Z')).toEqual([]);
  expect(await at('2031-05-20T21:00:00Z')).toEqual([]);
  expect(await at('2031-05-20T20:59:00Z')).toEqual(['a day before day-2031 true']);
  expect(await at('2031-05-20T20:59:30Z')).toEqual([]);
  expect(await at('2031-05-21T07:00:00Z')).toEqual([]);
  // Away when the first look was due, it is taken late; away until the eve, only the second one.
  expect(await at('2032-05-17T07:00:00Z')).toEqual(['a week before day-2032 true']);
  expect(await at('2033-05-20T07:00:00Z')).toEqual(['a day before day-2033 true']);
});
