import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import { isRefusal } from '../../src/domain/draft.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Network } from '../../src/domain/network.ts';
import type { NetworkDefinition } from '../../src/domain/network-definition.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Post, PostOptions } from '../../src/domain/post.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { bluesky } from '../../src/networks/bluesky/definition.ts';
import { mastodon } from '../../src/networks/mastodon/definition.ts';
import { telegram } from '../../src/networks/telegram/definition.ts';
import { x } from '../../src/networks/x/definition.ts';
import { createBlueskySandbox } from '../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { createMastodonSandbox } from '../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import type { SandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { createXSandbox } from '../../src/sandbox/x/create-x-sandbox.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createMemoryMedia } from '../networks/contract/memory-media.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { mediaOf, postOf } from '../networks/telegram/served-telegram.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createSilentAlarms } from './delivery-stage.ts';

const { now } = systemClock;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Servers tell the time and the end of a window in whole seconds each. */
const ROUNDING = 2_000;

interface Stage extends AsyncDisposable {
  readonly sandbox: SandboxNetwork;
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  /** Two workers that share nothing but the database. */
  readonly desks: readonly [DeliveryDesk, DeliveryDesk];
  /** How often the server said: too many requests. */
  refusals(): number;
  plan(name: string, place?: Place, change?: Partial<Post>): Promise<string>;
}

/** Two workers with the real adapter, over loopback, on the local server with its limits on. */
async function openStage(
  definition: NetworkDefinition,
  sandbox: SandboxNetwork,
  places?: readonly Place[],
): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await createTestDatabase());
  let refusals = 0;
  const app = new Hono();
  app.all('*', async context => {
    const answer = await sandbox.app.fetch(context.req.raw);
    if (answer.status === 429) refusals += 1;
    return answer;
  });
  const server = opened.use(await serveSandbox({ ...sandbox, app }));
  const { settings } = server;
  const all = places ?? definition.places(settings, ['en']);
  const openDesk = async (worker: string): Promise<[DeliveryDesk, Network, Ledger]> => {
    const network = await definition.connect({ settings, now, timeoutMs: 10_000, keep: createKeepsake() });
    opened.defer(() => network.close?.());
    const ledger = createLedger(database.kysely<LedgerTables>());
    const desk = createDeliveryDesk({
      ledger,
      alarms: createSilentAlarms(),
      networks: new Map([[network.name, network]]),
      places: all,
      prepareMedia: async ({ id, alt }) => ({ ...createMemoryMedia(alt).prepared, id }),
      clock: systemClock,
      log: silentLog,
      report: () => {},
      worker: { id: `${worker} ${network.name}`, isDead: () => false },
    });
    return [desk, network, ledger];
  };
  const [one, network, ledger] = await openDesk('one');
  const [other] = await openDesk('other');
  const rest = opened.move();
  return {
    sandbox,
    database,
    ledger,
    desks: [one, other],
    refusals: () => refusals,
    plan: (name, place = all[0], change = {}) => planPost(ledger, network, place, { name, change }),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

async function planPost(
  ledger: Ledger,
  network: Network,
  place: Place | undefined,
  { name, change }: { readonly name: string; readonly change: Partial<Post> },
) {
  if (place === undefined) throw new Error('there is no place');
  const post = postOf(name, { id: 'may-21/windows', ...change });
  const draft = network.compose(post, place);
  if (isRefusal(draft)) throw new Error(draft.refusal);
  const id = `may-21/${network.name}/${name}/${place.id}`;
  const times = { dueAt: now(), lateByMs: 30 * MINUTE, giveUpAfterMs: 300 * MINUTE };
  const delivery = {
    id,
    post: post.id,
    occurrence: name,
    network: network.name,
    place: place.id,
    language: 'en',
  };
  await ledger.plan([{ delivery: { ...delivery, ...times }, draft }]);
  return id;
}

const ring = (desk: DeliveryDesk, id: string) =>
  desk.ring({ deliveryId: id, network: 'any' }, new AbortController().signal);

/** How a server comes to have room for so few more posts, and how long its window lasts. */
interface Case {
  readonly title: string;
  readonly definition: NetworkDefinition;
  readonly sandbox: SandboxNetwork;
  readonly options?: PostOptions;
  /** Called after the first post. */
  narrow(sandbox: SandboxNetwork): void;
  /** So many more are let through. */
  readonly left: number;
  readonly windowMs: number;
}

type Kept = Record<string, Json>;

function openX(title: string, window: 'postsPer15Minutes' | 'postsPerDay', windowMs: number): Case {
  const sandbox = createXSandbox({ now });
  sandbox.behaviour[window] = 3;
  return { title, definition: x, sandbox, narrow: () => {}, left: 2, windowMs };
}

function openMastodon(): Case {
  return {
    title: 'mastodon',
    definition: mastodon,
    sandbox: createMastodonSandbox({ now }),
    narrow(sandbox) {
      const kept = sandbox.snapshot() as Kept;
      const counters = (kept.counters as [string, { window: number; calls: number }][]).map(
        ([name, counter]) => [name, { ...counter, calls: name === 'statuses' ? 298 : counter.calls }],
      );
      sandbox.restore({ ...kept, counters } as Json);
    },
    left: 2,
    windowMs: 180 * MINUTE,
  };
}

/** Room for six points: two records. */
function openBluesky(title: string, window: string, points: number, windowMs: number): Case {
  return {
    title,
    definition: bluesky,
    sandbox: createBlueskySandbox({ now }),
    narrow(sandbox) {
      const kept = sandbox.snapshot() as Kept & { limits: { windows: [string, { spent: number }][] } };
      const windows = kept.limits.windows.map(([id, known]) => [
        id,
        { ...known, spent: id.startsWith(window) ? points - 6 : known.spent },
      ]);
      sandbox.restore({ ...kept, limits: { windows } } as unknown as Json);
    },
    left: 2,
    windowMs,
  };
}

const CASES: readonly Case[] = [
  openX('x', 'postsPer15Minutes', 15 * MINUTE),
  openX('x, of a day', 'postsPerDay', DAY),
  openMastodon(),
  openBluesky('bluesky', 'repo-write-hour', 5000, 60 * MINUTE),
  openBluesky('bluesky, of a day', 'repo-write-day', 35_000, DAY),
  // The rule who may reply is a record of its own.
  {
    ...openBluesky('bluesky, with a rule for replies', 'repo-write-hour', 5000, 60 * MINUTE),
    options: { replies: 'mentioned' },
    left: 1,
  },
];

describe.each(CASES)(
  'the windows of $title',
  ({ definition, sandbox, options = {}, narrow, left, windowMs }) => {
    it('are kept by all workers as the headers tell them, without one refusal', async () => {
      await using stage = await openStage(definition, sandbox);
      const [one, other] = stage.desks;
      const plan = (name: string) => stage.plan(name, undefined, { options });
      await ring(one, await plan('the first'));
      narrow(sandbox);
      await ring(other, await plan('the second'));
      const ids = await Promise.all(['three', 'four', 'five', 'six'].map(plan));
      const woken = await Promise.all(ids.map((id, n) => ring(n % 2 === 0 ? one : other, id)));
      const later = woken.filter(({ next }) => next === 'again');
      expect(sandbox.timeline()).toHaveLength(1 + left);
      expect(later).toHaveLength(5 - left);
      for (const { at } of later.filter(one => one.next === 'again')) {
        expect(at.getTime() - Date.now()).toBeGreaterThan(0);
        expect(at.getTime() - Date.now()).toBeLessThanOrEqual(windowMs + ROUNDING);
      }
      expect(stage.refusals()).toBe(0);
      const [waits = ''] = ids.filter((_, n) => woken[n]?.next === 'again');
      expect(await stage.ledger.read(waits)).toMatchObject({
        delivery: { state: 'scheduled' },
        begun: false,
      });
    });
  },
);

it('of Telegram the limits of the bot and of each chat are kept by all workers, without one refusal', async () => {
  const channels = Array.from({ length: 34 }, (_, n) => ({
    id: -1_002_000_000_000 - n,
    title: `Channel ${n}`,
  }));
  const places = channels.map(({ id }, n) => {
    return { id: `channel-${n}`, network: 'telegram', language: 'en', address: String(id) };
  });
  const sandbox = createTelegramSandbox({ now, channels });
  await using stage = await openStage(telegram, sandbox, places);
  const ids = await Promise.all([
    ...places.map(place => stage.plan('to all', place)),
    ...['again', 'and again'].map(name => stage.plan(name, places[0])),
  ]);
  let waiting: readonly string[] = ids;
  const started = performance.now();
  while (waiting.length > 0) {
    const woken = await Promise.all(
      waiting.map(async (id, n) => [id, await ring(stage.desks[n % 2 === 0 ? 0 : 1], id)] as const),
    );
    waiting = woken.flatMap(([id, { next }]) => (next === 'again' ? [id] : []));
  }
  expect(stage.refusals()).toBe(0);
  expect(sandbox.timeline()).toHaveLength(36);
  // Three posts of one chat a second apart.
  expect(performance.now() - started).toBeGreaterThan(2_000);
});

it('a chat that had 20 messages in a minute waits for the rest of it, and no other with it', async () => {
  const sandbox = createTelegramSandbox({ now });
  await using stage = await openStage(telegram, sandbox, telegramPlaces(['busy', 'idle'], sandbox));
  await stage.database.pool.query(`insert into calls (network, place, delivery, index, called_at, answered_at)
    select 'telegram', 'busy', 'earlier', n, moment, moment
    from generate_series(1, 20) n, lateral (select clock_timestamp() - n * interval '2 seconds' as moment) at`);
  const [busy = '', idle = ''] = await Promise.all(
    telegramPlaces(['busy', 'idle'], sandbox).map(place => stage.plan('one more', place)),
  );
  const woken = await ring(stage.desks[0], busy);
  expect(woken.next).toBe('again');
  if (woken.next === 'again') expect(woken.at.getTime() - Date.now()).toBeGreaterThan(10_000);
  expect(await ring(stage.desks[1], idle)).toEqual({ next: 'done' });
});

it('messages of the admins’ chat take their share of what the bot may send', async () => {
  const sandbox = createTelegramSandbox({ now });
  const places = telegramPlaces(['one', 'other'], sandbox);
  await using stage = await openStage(telegram, sandbox, places);
  const [first = '', second = ''] = await Promise.all(places.map(place => stage.plan('a post', place)));
  await Promise.all(Array.from({ length: 29 }, () => stage.ledger.countCall('telegram')));
  await Promise.all([ring(stage.desks[0], first), ring(stage.desks[1], second)]);
  const { rows } = await stage.database.pool.query<{ in_its_second: number }>(`
    select (select count(*)::integer from calls other where other.answered_at > post.called_at - interval '1 second'
      and other.called_at <= post.called_at) as in_its_second
    from calls post where post.delivery <> '' order by post.called_at`);
  expect(rows).toHaveLength(2);
  for (const { in_its_second } of rows) expect(in_its_second).toBeLessThanOrEqual(30);
});

it('an album counts as all its messages', async () => {
  const sandbox = createTelegramSandbox({ now });
  const places = telegramPlaces(['full', 'other'], sandbox);
  await using stage = await openStage(telegram, sandbox, places);
  await stage.database.pool.query(`insert into calls (network, place, delivery, index, called_at, answered_at)
    select 'telegram', 'full', 'earlier', n, moment, moment
    from generate_series(6, 24) n, lateral (select clock_timestamp() - n * interval '1 second' as moment) at`);
  const media = [mediaOf('one'), mediaOf('two')];
  const album = await stage.plan('two pictures', places[0], { media });
  const text = await stage.plan('one message', places[0]);
  const woken = await ring(stage.desks[0], album);
  expect(woken.next).toBe('again');
  if (woken.next === 'again') expect(woken.at.getTime() - Date.now()).toBeGreaterThan(20_000);
  expect(await ring(stage.desks[1], text)).toEqual({ next: 'done' });
  expect(stage.refusals()).toBe(0);
});

/** The two channels of the local server. */
function telegramPlaces(ids: readonly string[], sandbox: SandboxNetwork): readonly Place[] {
  const addresses = Object.entries(sandbox.settings('http://127.0.0.1'))
    .filter(([name]) => name.startsWith('TELEGRAM_CHANNEL'))
    .map(([, address]) => address);
  return ids.map((id, n) => ({ id, network: 'telegram', language: 'en', address: addresses[n] ?? '' }));
}
