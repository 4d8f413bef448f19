import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import { isRefusal } from '../../src/domain/draft.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Network } from '../../src/domain/network.ts';
import type { NetworkDefinition } from '../../src/domain/network-definition.ts';
import type { Place } from '../../src/domain/place.ts';
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
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createSilentAlarms } from './delivery-stage.ts';

const { now } = systemClock;
const MINUTE = 60_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

interface Stage extends AsyncDisposable {
  readonly sandbox: SandboxNetwork;
  readonly ledger: Ledger;
  /** Two workers that share nothing but the database. */
  readonly desks: readonly [DeliveryDesk, DeliveryDesk];
  /** How often the server said: too many requests. */
  refusals(): number;
  plan(name: string, place?: Place): Promise<string>;
}

/** Two workers with the real adapter, over loopback, on the local server with its limits on. */
async function openStage(
  definition: NetworkDefinition,
  sandbox: SandboxNetwork,
  places?: readonly Place[],
): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
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
      prepareMedia: () => Promise.reject(new Error('no media here')),
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
    ledger,
    desks: [one, other],
    refusals: () => refusals,
    plan: (name, place = all[0]) => planText(ledger, network, place, name),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

async function planText(ledger: Ledger, network: Network, place: Place | undefined, name: string) {
  if (place === undefined) throw new Error('there is no place');
  const body = [{ kind: 'paragraph' as const, segments: [{ kind: 'text' as const, text: name }] }];
  const post = { id: 'may-21/windows', language: 'en', body, tags: [], media: [], options: {}, figures: [] };
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
  readonly definition: NetworkDefinition;
  readonly sandbox: SandboxNetwork;
  /** Called after the first post: two more are let through. */
  narrow(sandbox: SandboxNetwork): void;
  readonly windowMs: number;
}

type Kept = Record<string, Json>;

function openX(): Case {
  const sandbox = createXSandbox({ now });
  sandbox.behaviour.postsPer15Minutes = 3;
  return { definition: x, sandbox, narrow: () => {}, windowMs: 15 * MINUTE };
}

const CASES: readonly (() => Case)[] = [
  openX,
  () => ({
    definition: mastodon,
    sandbox: createMastodonSandbox({ now }),
    narrow(sandbox) {
      const kept = sandbox.snapshot() as Kept;
      const counters = (kept.counters as [string, { window: number; calls: number }][]).map(
        ([name, counter]) => [name, { ...counter, calls: name === 'statuses' ? 298 : counter.calls }],
      );
      sandbox.restore({ ...kept, counters } as Json);
    },
    windowMs: 180 * MINUTE,
  }),
  () => ({
    definition: bluesky,
    sandbox: createBlueskySandbox({ now }),
    narrow(sandbox) {
      const kept = sandbox.snapshot() as Kept & { limits: { windows: [string, { spent: number }][] } };
      const windows = kept.limits.windows.map(([id, window]) => [
        id,
        { ...window, spent: id.startsWith('repo-write-hour') ? 5000 - 6 : window.spent },
      ]);
      sandbox.restore({ ...kept, limits: { windows } } as unknown as Json);
    },
    windowMs: 60 * MINUTE,
  }),
];

describe.each(CASES.map(open => open()))('the windows of $definition.name', ({ definition, ...rest }) => {
  it('are kept by all workers as the headers tell them, without one refusal', async () => {
    await using stage = await openStage(definition, rest.sandbox);
    const [one, other] = stage.desks;
    await ring(one, await stage.plan('the first'));
    rest.narrow(rest.sandbox);
    await ring(other, await stage.plan('the second'));
    const ids = await Promise.all(['three', 'four', 'five', 'six'].map(name => stage.plan(name)));
    const woken = await Promise.all(ids.map((id, n) => ring(n % 2 === 0 ? one : other, id)));
    const later = woken.filter(({ next }) => next === 'again');
    expect(rest.sandbox.timeline()).toHaveLength(3);
    expect(later).toHaveLength(3);
    for (const { at } of later.filter(one => one.next === 'again')) {
      expect(at.getTime() - Date.now()).toBeGreaterThan(0);
      expect(at.getTime() - Date.now()).toBeLessThanOrEqual(rest.windowMs + 1_000);
    }
    expect(stage.refusals()).toBe(0);
    const [waits = ''] = ids.filter((_, n) => woken[n]?.next === 'again');
    expect(await stage.ledger.read(waits)).toMatchObject({ delivery: { state: 'scheduled' }, begun: false });
  });
});

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
  await database.pool.query(`insert into calls (network, place, delivery, index, called_at, answered_at)
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

/** The two channels of the local server. */
function telegramPlaces(ids: readonly string[], sandbox: SandboxNetwork): readonly Place[] {
  const addresses = Object.entries(sandbox.settings('http://127.0.0.1'))
    .filter(([name]) => name.startsWith('TELEGRAM_CHANNEL'))
    .map(([, address]) => address);
  return ids.map((id, n) => ({ id, network: 'telegram', language: 'en', address: addresses[n] ?? '' }));
}
