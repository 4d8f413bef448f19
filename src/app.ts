import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarToken } from './campaign/calendar-token.ts';
import type { CardDesk } from './campaign/card-desk.ts';
import { type Checked, composeAll } from './campaign/check-posts.ts';
import { createUseCases } from './campaign/create-use-cases.ts';
import { listFigureChanges } from './campaign/figures/list-changes.ts';
import type { House, NetworkAccount, Studio } from './campaign/house.ts';
import { unfinishedRehearsal } from './campaign/rehearse.ts';
import type { PlanHouse } from './campaign/show-plan.ts';
import type { UseCases } from './campaign/use-cases.ts';
import { readEnvironment, readSettings, type Settings } from './config.ts';
import { openControlRoom } from './control-room.ts';
import { createAmender } from './delivery/amend/create-amender.ts';
import { createDeliveryDesk } from './delivery/create-delivery-desk.ts';
import { createBudgetWatch } from './delivery/watch-budget.ts';
import type { AlarmClock } from './domain/alarm-clock.ts';
import type { Campaign } from './domain/campaign.ts';
import type { DeliveryStep } from './domain/delivery.ts';
import type { DeliveryDesk } from './domain/delivery-desk.ts';
import { InputError, InputErrors } from './domain/input-error.ts';
import type { Ledger } from './domain/ledger.ts';
import type { Network } from './domain/network.ts';
import type { Keepsake } from './domain/network-definition.ts';
import type { NetworkName, Place } from './domain/place.ts';
import { createFigureBook } from './figures/create-figure-book.ts';
import { createAmendmentBook } from './ledger/amendments/create-amendment-book.ts';
import { createCalendarBook } from './ledger/create-calendar-book.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { createSpendingBook } from './ledger/spending/create-spending-book.ts';
import { createMediaPreparer } from './media/create-media-preparer.ts';
import { type ConnectOptions, connectNetworks, listPlaces } from './networks/connect-networks.ts';
import { networks as definitions } from './networks/registry.ts';
import { type NetworkWatch, watchNetworks } from './networks/watch-networks.ts';
import { openCardArtist } from './open-card-artist.ts';
import { type Figures, openFigures, readCampaignsInForce } from './open-figures.ts';
import { createAlarmClock, type QueueBackend } from './queue/create-alarm-clock.ts';
import { createCardDescriber } from './rendering/cards/create-card-describer.ts';
import { createRenderer } from './rendering/create-renderer.ts';
import { openStage, type Stage } from './sandbox/open-stage.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import { createLog } from './shared/log.ts';
import { createScrubber } from './shared/secrets.ts';
import { sha256 } from './shared/sha256.ts';
import { createFigureFetcher } from './sources/http-figures/create-figure-fetcher.ts';
import { loadContent } from './sources/load-content.ts';
import { createKeepsakes } from './storage/create-keepsakes.ts';
import { openStorage } from './storage/open-storage.ts';
import type { Storage } from './storage/storage.ts';
import { takeControl } from './storage/take-control.ts';

/** The project's folder: `templates/`, `locales/`, `.env` and `solidarity.yaml` lie there. */
const FOLDER = join(import.meta.dirname, '..');

/** One call to a network is given up after `timeoutMs`. */
const REAL_PACE = { timeoutMs: 30_000 };

/** The local networks answer at once and list at once what they have taken. */
const STAGE_PACE = { timeoutMs: 10_000, indexLagMs: 1_000 };

/** How long what is in flight may take to end when the bot is stopped. */
const GRACE_MS = 8_000;

/** How long the networks may take, at the start, to say their limits and whose the credentials are. */
const REFRESH_TIMEOUT_MS = 10_000;

export interface OpenAppOptions {
  /** `worker`: only delivers. `control`: everything else. Both, unless told. `planning`: neither, beside a bot that runs. */
  readonly only?: 'worker' | 'control' | 'planning';
  /** Another than the machine's: a rehearsal turns it. */
  readonly clock?: Clock;
  /** Called with every step of every delivery, as it happens. */
  readonly onStep?: (step: DeliveryStep) => void;
}

/** What a plan is made of. */
export interface PlanDesk extends PlanHouse, Pick<House, 'since' | 'prepareMedia'>, AsyncDisposable {
  /** Where a calendar program can subscribe to the plan while the bot runs; whoever knows it may read it. */
  calendarUrl(): Promise<string>;
}

/** The bot, wired but silent until it is started. */
export interface App extends AsyncDisposable {
  readonly house: House;
  readonly useCases: UseCases;
  /** Rings a delivery as its alarm would. */
  readonly ring: DeliveryDesk['ring'];
  /** No network has credentials: the sandbox is on. */
  readonly stage?: Stage;
  /** Where the page and `/health` are. */
  readonly url?: string;
  start(): Promise<void>;
  close(): Promise<void>;
}

export function loadSettings(): Settings {
  return readSettings(FOLDER, readEnvironment(FOLDER, process.env), definitions);
}

/** The figures and their history alone. */
export async function openFigureArchive(settings: Settings): Promise<Figures> {
  const { campaigns } = await loadContent(FOLDER, NAMES, settings.templatesDir);
  return openFigures(settings, campaigns, createLog(settings.logLevel, createScrubber(settings.secrets)));
}

/** Campaigns, networks and places without the rest of the bot. A network without credentials composes by its usual limits. */
export async function openStudio(
  settings: Settings,
): Promise<Studio & CardDesk & { titleOf(network: string): string }> {
  const content = await loadContent(FOLDER, NAMES, settings.templatesDir);
  const everyNetwork = new Map(NAMES.map(name => [name, settings.networks.get(name) ?? {}]));
  const networks = connectAll({ ...settings, networks: everyNetwork }, () => EMPTY_DRAWER, REAL_PACE);
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  return {
    campaigns: await readCampaignsInForce(settings, content.campaigns, log),
    networks,
    prepareMedia: preparesMedia(networks),
    places: placesOf(settings, content.campaigns),
    describeCard: createCardDescriber(content.words),
    drawCard: openCardArtist(),
    render: createRenderer({ ...content, hash: sha256, now: systemClock.now }),
    titleOf: network => definitions.find(({ name }) => name === network)?.title ?? network,
  };
}

/** The campaigns over the database, to be looked at beside a bot that runs: it takes no control and has no queue. */
export async function openPlan(settings: Settings): Promise<PlanDesk> {
  await using opened = new AsyncDisposableStack();
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const [studio, storage] = await Promise.all([
    openStudio(settings),
    openStorage({ ...settings, log }).then(storage => opened.use(storage)),
  ]);
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const { publicUrl = `http://${settings.host}:${settings.port}` } = settings;
  const book = createFigureBook(storage.kysely());
  const { campaigns } = studio;
  const rest = opened.move();
  return {
    ...studio,
    on: new Set(settings.networks.keys()),
    ledger: createLedger(storage.kysely()),
    calendar: createCalendarBook(storage.kysely()),
    book,
    changes: since => listFigureChanges({ campaigns, book }, since),
    now: systemClock.now,
    since: await knownStart(keepsakes('house')),
    calendarUrl: async () =>
      `${publicUrl.replace(/\/$/, '')}/calendar/${await calendarToken(keepsakes('web'))}.ics`,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

/** The bot on four local networks and a database that go away with it, by a clock of its own; it is never started. */
export async function openFastRehearsal(settings: Settings, clock: Clock): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'solidarity-rehearsal-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { databaseUrl: _database, redisUrl: _redis, proxyUrl: _proxy, ...own } = settings;
  const alone = { ...own, dataDir, networks: new Map(), extraPlaces: [] };
  const app = opened.use(await openApp(alone, { only: 'worker', clock }));
  const rest = opened.move();
  const close = () => rest.disposeAsync();
  return { ...app, close, [Symbol.asyncDispose]: close };
}

/** For composing alone: nothing is kept. */
const EMPTY_DRAWER: Keepsake = { read: async () => undefined, write: async () => {} };

/** Opens everything that the bot needs. What was opened is closed again if a later step fails. */
export async function openApp(settings: Settings, options: OpenAppOptions = {}): Promise<App> {
  if (options.only === 'planning' && isRehearsal(settings)) {
    throw new InputError(
      'No network has credentials, so there is no bot to plan for: set them, see .env.example. A rehearsal plans its posts itself.',
    );
  }
  await using opened = new AsyncDisposableStack();
  const { clock = systemClock } = options;
  const controls = options.only === undefined || options.only === 'control';
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const [content, storage] = await Promise.all([
    loadContent(FOLDER, NAMES, settings.templatesDir),
    openStorage({ ...settings, log }).then(storage => opened.use(storage)),
  ]);
  const render = createRenderer({ ...content, hash: sha256, now: clock.now });
  if (controls) {
    opened.use(await takeControl(storage, { wait: options.only === 'control' }));
  }
  const ledger = createLedger(storage.kysely());
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const stage = isRehearsal(settings)
    ? opened.use(await openRehearsalStage(settings, ledger, clock))
    : undefined;
  const reached = stage === undefined ? settings : stageSettings(settings, stage);
  const connected = connectAll(reached, keepsakes, stage === undefined ? REAL_PACE : STAGE_PACE, clock);
  // The limits are held by the database's clock, which is not turned.
  const networks = options.clock === undefined ? connected : withoutLimits(connected);
  opened.defer(() => closeNetworks(networks));
  const alarms = await createAlarmClock({
    backend: queueBackend(settings, storage),
    networks: [...networks.keys()],
    prefix: `solidarity-${await houseName(keepsakes('house'))}`,
    log,
  });
  opened.defer(() => alarms.close());
  opened.defer(() => alarms.stop(GRACE_MS));
  await checkQueue(settings, alarms);

  const places = placesOf(reached, content.campaigns);
  const prepareMedia = preparesMedia(networks);
  refuseFaults(composeAll({ campaigns: content.campaigns, networks, places, prepareMedia, render }));
  const desk = createDeliveryDesk({
    ledger,
    alarms,
    networks,
    places,
    prepareMedia,
    clock,
    log,
    budgets: createBudgetWatch({
      book: createSpendingBook(storage.kysely()),
      budgets: stage === undefined ? settings.budgets : [],
      networks,
      clock,
    }),
    report: step => options.onStep?.(step),
    // A rehearsal plays the whole year in a minute.
    maxPerHour: id =>
      stage ? undefined : content.campaigns.find(campaign => campaign.id === id)?.maxPerHour,
  });
  opened.defer(() => desk.stop());
  const amendments = createAmendmentBook(storage.kysely());
  const watch = watchNetworks(networks, name => desk.renewed(name));
  const book = createFigureBook(storage.kysely());
  const house: House = {
    campaigns: content.campaigns,
    networks,
    places,
    prepareMedia,
    render,
    ledger,
    desk,
    amendments,
    amend: createAmender({ book: amendments, ledger, networks, places, prepareMedia, clock }),
    words: content.words,
    accounts: () => describeAccounts(networks, watch),
    now: clock.now,
    since: await firstStart(keepsakes('house'), clock),
    calendar: createCalendarBook(storage.kysely()),
    book,
    fetchFigure: createFigureFetcher(settings),
    holdsStale: stage === undefined,
    changes: since => listFigureChanges({ campaigns: content.campaigns, book }, since),
  };
  const useCases = createUseCases(house);
  const keep = keepsakes('chat');
  const rooms = {
    settings: reached,
    house,
    useCases,
    storage,
    watch,
    keep,
    alarms,
    log,
    ...(stage && { stage }),
  };
  const control = controls ? opened.use(await openControlRoom(rooms)) : undefined;

  const start = async () => {
    await watch.refresh(AbortSignal.timeout(REFRESH_TIMEOUT_MS));
    if (options.only === 'planning') return;
    if (options.only !== 'control') await alarms.start([...networks.values()], desk.ring);
    await desk.start();
    await control?.start();
  };
  const rest = opened.move();
  const close = () => rest.disposeAsync();
  return {
    house,
    useCases,
    ring: desk.ring,
    ...(stage && { stage }),
    ...(control && { url: control.url }),
    start,
    close,
    [Symbol.asyncDispose]: close,
  };
}

const NAMES = definitions.map(({ name }) => name);

function isRehearsal(settings: Settings): boolean {
  return settings.networks.size === 0;
}

/** A rehearsal that was cut short goes on, on the timelines as they were; another one begins with empty ones. */
async function openRehearsalStage(settings: Settings, ledger: Ledger, clock: Clock): Promise<Stage> {
  const fresh = (await unfinishedRehearsal(ledger)) === undefined;
  return openStage({ folder: join(settings.dataDir, 'sandbox'), fresh, now: clock.now });
}

/** The bot's own settings with the networks, channels and the admin of the stage. */
function stageSettings(settings: Settings, stage: Stage): Settings {
  const { networks, telegramAdmins } = readSettings(FOLDER, stage.environment, definitions);
  return { ...settings, networks, telegramAdmins };
}

function placesOf(settings: Settings, campaigns: readonly Campaign[]): readonly Place[] {
  const languages = [...new Set(campaigns.flatMap(campaign => campaign.languages))];
  return [...listPlaces(definitions, settings.networks, languages), ...settings.extraPlaces];
}

function connectAll(
  settings: Settings,
  keepsakes: (owner: string) => Keepsake,
  pace: Pick<ConnectOptions, 'timeoutMs' | 'indexLagMs'>,
  clock: Clock = systemClock,
): ReadonlyMap<NetworkName, Network> {
  return connectNetworks({
    definitions,
    settings: settings.networks,
    keepsakes,
    now: clock.now,
    ...pace,
    ...(settings.proxyUrl === undefined ? {} : { proxyUrl: settings.proxyUrl }),
  });
}

/** What a network refuses ends the start, and not a delivery. */
function refuseFaults({ faults }: Checked): void {
  if (faults.length > 0) throw new InputErrors(faults);
}

/** Files are fitted to what a network takes, as its server told it at last. */
function preparesMedia(networks: ReadonlyMap<NetworkName, Network>): Studio['prepareMedia'] {
  const preparer = createMediaPreparer({ draw: openCardArtist() });
  return (media, network, use) => preparer.prepare(media, networks.get(network)?.mediaLimits, use);
}

function withoutLimits(networks: ReadonlyMap<NetworkName, Network>): ReadonlyMap<NetworkName, Network> {
  const rateLimit = { value: { calls: 1_000_000, perMs: 1 } };
  return new Map([...networks].map(([name, network]) => [name, Object.create(network, { rateLimit })]));
}

async function closeNetworks(networks: ReadonlyMap<NetworkName, Network>): Promise<void> {
  await Promise.all([...networks.values()].map(network => network.close?.()));
}

function queueBackend(settings: Settings, storage: Storage): QueueBackend {
  return settings.redisUrl === undefined
    ? { kind: 'postgres', connection: storage.connection }
    : { kind: 'redis', url: settings.redisUrl };
}

function describeAccounts(
  networks: ReadonlyMap<NetworkName, Network>,
  watch: NetworkWatch,
): readonly NetworkAccount[] {
  return definitions
    .filter(({ name }) => networks.has(name))
    .map(({ name, title }) => {
      const { account, fault } = watch.health(name);
      return {
        name,
        title,
        ...(account && { account: account.name }),
        ...(fault !== undefined && { fault }),
      };
    });
}

/** Bots that share a Redis server must not wake each other's deliveries. */
async function houseName(keep: Keepsake): Promise<string> {
  const kept = await keep.read('name');
  if (kept !== undefined) return kept;
  const name = randomBytes(4).toString('hex');
  await keep.write('name', name);
  return name;
}

/** A queue that is away later is waited for; one that is not there at the start is a wrong setting. */
async function checkQueue({ redisUrl }: Settings, alarms: AlarmClock): Promise<void> {
  if (redisUrl === undefined) return;
  await alarms.check().catch(() => {
    throw new InputError(
      'REDIS_URL cannot be reached: check host, port and password, and that Redis or Valkey runs there.',
    );
  });
}

/** When this database met its first bot. */
async function firstStart(keep: Keepsake, clock: Clock): Promise<Date> {
  const start = await knownStart(keep, clock);
  await keep.write('first start', start.toISOString());
  return start;
}

/** Now, where there was none yet. */
async function knownStart(keep: Keepsake, clock: Clock = systemClock): Promise<Date> {
  const kept = await keep.read('first start');
  return kept === undefined ? clock.now() : new Date(kept);
}
