import { join } from 'node:path';
import { createUseCases } from '../../src/campaign/create-use-cases.ts';
import type { House } from '../../src/campaign/house.ts';
import type { UseCases } from '../../src/campaign/use-cases.ts';
import { createAmender } from '../../src/delivery/amend/create-amender.ts';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import type { DeskDependencies } from '../../src/delivery/desk.ts';
import { createBudgetWatch } from '../../src/delivery/watch-budget.ts';
import type { AmendmentBook } from '../../src/domain/amendment.ts';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import type { Network } from '../../src/domain/network.ts';
import type { NetworkName } from '../../src/domain/place.ts';
import type { Budget } from '../../src/domain/spending.ts';
import { createFigureBook } from '../../src/figures/create-figure-book.ts';
import type { FigureTables } from '../../src/figures/tables.ts';
import { createAmendmentBook } from '../../src/ledger/amendments/create-amendment-book.ts';
import type { AmendmentTables } from '../../src/ledger/amendments/tables.ts';
import { createCorrectionBook } from '../../src/ledger/approvals/corrections.ts';
import { createApprovalBook } from '../../src/ledger/approvals/create-approval-book.ts';
import type { ApprovalTables } from '../../src/ledger/approvals/tables.ts';
import { createCalendarBook } from '../../src/ledger/create-calendar-book.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { createOverview } from '../../src/ledger/create-overview.ts';
import { createSpendingBook } from '../../src/ledger/spending/create-spending-book.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createMediaPreparer } from '../../src/media/create-media-preparer.ts';
import { connectNetworks, listPlaces } from '../../src/networks/connect-networks.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { createRenderer } from '../../src/rendering/create-renderer.ts';
import { createBlueskySandbox } from '../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { createMastodonSandbox } from '../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import { type SandboxServer, serveSandbox } from '../../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import type { TimelinePost } from '../../src/sandbox/timeline.ts';
import { createXSandbox } from '../../src/sandbox/x/create-x-sandbox.ts';
import { silentLog } from '../../src/shared/log.ts';
import { sha256 } from '../../src/shared/sha256.ts';
import { loadContent } from '../../src/sources/load-content.ts';
import { openCardArtist } from '../../src/wiring/open-card-artist.ts';
import { openWriting } from '../../src/wiring/open-writing.ts';
import { createSilentAlarms, createTurnedClock, type TurnedClock } from '../delivery/delivery-stage.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { type Files, templates } from '../sources/campaign-folder.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const PROJECT = join(import.meta.dirname, '../..');
const NAMES = definitions.map(({ name }) => name);

export interface HouseOnStageOptions {
  /** The campaigns' folder as the bot finds it. */
  readonly files: Files;
  /** Settings that are left out: the bot has no log chat without TELEGRAM_LOG_CHAT. */
  readonly without?: readonly string[];
  readonly proxyUrl?: string;
  readonly budgets?: readonly Budget[];
  /** What the clock shows; the time that it is unless told. */
  readonly startAt?: Date;
  /** Posts with stale figures wait; they go out unless told. */
  readonly holdsStale?: boolean;
  readonly desk?: Partial<DeskDependencies>;
}

/** The whole house on the four local networks, with a clock in the test's hand and alarms that ring when it says so. */
export interface HouseOnStage extends AsyncDisposable {
  readonly house: House;
  readonly desk: DeliveryDesk;
  readonly useCases: UseCases;
  readonly clock: TurnedClock;
  readonly database: TestDatabase;
  /** What the networks' credentials are. */
  readonly secrets: readonly string[];
  server(network: NetworkName): SandboxServer;
  /** What followers of a network see, the oldest first. */
  timeline(network: NetworkName): readonly TimelinePost[];
  /** Rings whatever waits until nothing does. */
  deliverAll(): Promise<void>;
  /** The same bot on the same ledger and networks, as after a restart, with the campaigns as they are now. */
  reopen(
    files: Files,
    desk?: Partial<DeskDependencies>,
    amendments?: AmendmentBook,
  ): Promise<Pick<HouseOnStage, 'house' | 'desk' | 'useCases'>>;
}

export async function openHouseOnStage(options: HouseOnStageOptions): Promise<HouseOnStage> {
  await using opened = new AsyncDisposableStack();
  const clock = createTurnedClock(options.startAt ?? new Date());
  const servers = await openServers(clock);
  for (const server of servers) opened.use(server);
  const environment = Object.assign({}, ...servers.map(({ settings }) => settings)) as Record<string, string>;
  for (const name of options.without ?? []) delete environment[name];
  const database = opened.use(await createTestDatabase());
  const ledger = createLedger(database.kysely<LedgerTables>());
  const spending = createSpendingBook(database.kysely());
  const approvals = createApprovalBook(database.kysely<ApprovalTables>());
  const amendments = createAmendmentBook(database.kysely<AmendmentTables & LedgerTables>());
  const settings = new Map(definitions.map(({ name, settings }) => [name, pick(environment, settings)]));
  const drawers = new Map(NAMES.map(name => [name, createKeepsake()]));
  const networks = unlimited(
    await connectNetworks({
      definitions,
      settings,
      keepsakes: owner => drawers.get(owner) ?? createKeepsake(),
      now: clock.now,
      timeoutMs: 10_000,
      ...(options.proxyUrl === undefined ? {} : { proxyUrl: options.proxyUrl }),
    }),
  );
  opened.defer(async () => {
    for (const network of networks.values()) await network.close?.();
  });

  const folders = opened.use(new AsyncDisposableStack());
  const open = async (files: Files, changes: Partial<DeskDependencies> = {}, book = amendments) => {
    const folder = folders.use(await templates(files));
    const content = await loadContent(PROJECT, NAMES, folder.path);
    const languages = [...new Set(content.campaigns.flatMap(campaign => campaign.languages))];
    const places = listPlaces(definitions, settings, languages);
    const writing = await openWriting(database, clock);
    const preparer = createMediaPreparer({ draw: openCardArtist(), fetch: writing.fetchFile });
    const prepareMedia: House['prepareMedia'] = (media, network, use) =>
      preparer.prepare(media, networks.get(network)?.mediaLimits, use);
    const budgets = createBudgetWatch({ book: spending, budgets: options.budgets ?? [], networks, clock });
    const desk = createDeliveryDesk({
      ledger,
      approvals,
      alarms: createSilentAlarms(),
      networks,
      places,
      prepareMedia,
      clock,
      log: silentLog,
      report: () => {},
      budgets,
      times: { settleMs: 0 },
      ...changes,
    });
    const amend = createAmender({
      book,
      ledger,
      networks,
      places,
      prepareMedia,
      clock,
      budgets,
      times: { settleMs: 0, patienceMs: 0 },
    });
    const house: House = {
      book: createFigureBook(database.kysely<FigureTables>()),
      fetchFigure: () => Promise.reject(new Error('no source here')),
      holdsStale: options.holdsStale ?? false,
      campaigns: content.campaigns,
      networks,
      places,
      prepareMedia,
      render: createRenderer({ ...content, hash: sha256, now: clock.now }),
      ledger,
      approvals,
      desk,
      amendments: book,
      corrections: createCorrectionBook(database.kysely()),
      amend,
      words: content.words,
      accounts: () => definitions.map(({ name, title }) => ({ name, title })),
      now: clock.now,
      since: clock.now(),
      calendar: createCalendarBook(database.kysely()),
      overview: createOverview(database.kysely<LedgerTables>()),
      ...writing.house,
    };
    return { house, desk, useCases: createUseCases(house) };
  };

  const first = await open(options.files, options.desk);
  const server = (name: NetworkName) => {
    const found = servers.find(({ network }) => network.name === name);
    if (found === undefined) throw new Error(`no server for ${name}`);
    return found;
  };
  const rest = opened.move();
  return {
    ...first,
    database,
    secrets: definitions.flatMap(({ settings: all }) =>
      all.flatMap(({ name, secret }) => (secret && environment[name] ? [environment[name]] : [])),
    ),
    clock,
    server,
    timeline: name => server(name).network.timeline(),
    deliverAll: () => deliverAll(first, clock),
    reopen: open,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

/** Flood control would only make the tests slow. */
function openServers({ now }: TurnedClock): Promise<readonly SandboxServer[]> {
  return Promise.all(
    [
      createTelegramSandbox({ now, floodControl: false }),
      createBlueskySandbox({ now }),
      createMastodonSandbox({ now, rateLimits: false }),
      createXSandbox({ now }),
    ].map(network => serveSandbox(network)),
  );
}

function pick(
  environment: Readonly<Record<string, string>>,
  settings: readonly { readonly name: string; readonly default?: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.flatMap(({ name, default: usual }) => {
      const value = environment[name] ?? usual;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** As the adapters are, but for how often they may be called. */
function unlimited(networks: ReadonlyMap<NetworkName, Network>): ReadonlyMap<NetworkName, Network> {
  const rateLimit = { value: { calls: 10_000, perMs: 1000 } };
  return new Map(
    [...networks].map(([name, network]) => [name, Object.create(network, { rateLimit }) as Network]),
  );
}

async function deliverAll(
  { house, desk }: Pick<HouseOnStage, 'house' | 'desk'>,
  clock: TurnedClock,
): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const [next, ...others] = await house.ledger.list({ states: ['planned', 'scheduled', 'publishing'] });
    if (next === undefined) return;
    clock.turn(Math.max(0, next.ringAt.getTime() - clock.now().getTime()));
    for (const { id, network } of [next, ...others]) {
      await desk.ring({ deliveryId: id, network }, new AbortController().signal);
    }
  }
  throw new Error('something waits for ever');
}
