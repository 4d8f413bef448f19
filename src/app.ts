import { join } from 'node:path';
import { followApprovalRules } from './campaign/approvals/need-approval.ts';
import { type Checked, composeAll } from './campaign/check-posts.ts';
import { createUseCases } from './campaign/create-use-cases.ts';
import { listFigureChanges } from './campaign/figures/list-changes.ts';
import type { House } from './campaign/house.ts';
import { findLockdown } from './campaign/lockdown/lockdown-use-cases.ts';
import { unfinishedRehearsal } from './campaign/rehearse.ts';
import type { UseCases } from './campaign/use-cases.ts';
import type { Settings } from './config.ts';
import { createAmender } from './delivery/amend/create-amender.ts';
import { createDeliveryDesk } from './delivery/create-delivery-desk.ts';
import { createBudgetWatch } from './delivery/watch-budget.ts';
import type { AlarmClock } from './domain/alarm-clock.ts';
import type { DeliveryStep } from './domain/delivery.ts';
import type { DeliveryDesk } from './domain/delivery-desk.ts';
import { InputError, InputErrors } from './domain/input-error.ts';
import type { Ledger } from './domain/ledger.ts';
import { createFigureBook } from './figures/create-figure-book.ts';
import { createAmendmentBook } from './ledger/amendments/create-amendment-book.ts';
import { createCorrectionBook } from './ledger/approvals/corrections.ts';
import { createApprovalBook } from './ledger/approvals/create-approval-book.ts';
import { createCalendarBook } from './ledger/create-calendar-book.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { createOverview } from './ledger/create-overview.ts';
import { createIncidentBook } from './ledger/incidents/create-incident-book.ts';
import { sealOf } from './ledger/seal-head.ts';
import { createSpendingBook } from './ledger/spending/create-spending-book.ts';
import { watchNetworks } from './networks/watch-networks.ts';
import { createAlarmClock, type QueueBackend } from './queue/create-alarm-clock.ts';
import { createRenderer } from './rendering/create-renderer.ts';
import type { Stage } from './sandbox/open-stage.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import { createLog, type Log } from './shared/log.ts';
import { createScrubber } from './shared/secrets.ts';
import { sha256 } from './shared/sha256.ts';
import { loadContent } from './sources/load-content.ts';
import { createKeepsakes } from './storage/create-keepsakes.ts';
import { openStorage } from './storage/open-storage.ts';
import type { Storage } from './storage/storage.ts';
import { type Control, takeControl } from './storage/take-control.ts';
import {
  closeNetworks,
  connectAll,
  describeAccounts,
  preparesMedia,
  REAL_PACE,
  STAGE_PACE,
  withoutLimits,
} from './wiring/connect.ts';
import { openControlRoom } from './wiring/control-room.ts';
import { firstStart, houseName } from './wiring/first-start.ts';
import { holdControl } from './wiring/hold-control.ts';
import { NETWORK_NAMES, placesOf } from './wiring/known-networks.ts';
import { openFigureFetcher } from './wiring/open-figure-fetcher.ts';
import { openWriting } from './wiring/open-writing.ts';
import { reportCredentials } from './wiring/report-credentials.ts';
import { FOLDER, isRehearsal, stageSettings } from './wiring/settings.ts';

/** How long what is in flight may take to end when the bot is stopped. */
const GRACE_MS = 8_000;

/** How long the networks may take, at the start, to say their limits and whose the credentials are. */
const REFRESH_TIMEOUT_MS = 10_000;

export interface OpenAppOptions {
  /** `worker`: only delivers. `control`: everything else. Both, unless told. `planning`: neither, beside a bot that runs. */
  readonly only?: 'worker' | 'control' | 'planning';
  /** Another than the machine's: a rehearsal turns it. */
  readonly clock?: Clock;
  /** Ends the waiting for control, and a start that is under way. */
  readonly signal?: AbortSignal;
  /** Called with every step of every delivery, as it happens. */
  readonly onStep?: (step: DeliveryStep) => void;
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
    loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir),
    openStorage({ ...settings, log }).then(storage => opened.use(storage)),
  ]);
  const render = createRenderer({ ...content, hash: sha256, now: clock.now });
  const control = controls ? opened.use(await waitForControl(storage, options, log)) : undefined;
  const ledger = createLedger(storage.kysely(), sealOf(settings));
  const incidents = createIncidentBook(storage.kysely());
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const stage = isRehearsal(settings)
    ? opened.use(await openRehearsalStage(settings, ledger, clock))
    : undefined;
  const reached = stage === undefined ? settings : stageSettings(settings, stage);
  const connected = await connectAll(reached, keepsakes, stage === undefined ? REAL_PACE : STAGE_PACE, clock);
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
  const writing = await openWriting(storage, clock);
  const prepareMedia = preparesMedia(networks, writing.fetchFile);
  refuseFaults(composeAll({ campaigns: content.campaigns, networks, places, prepareMedia, render }));
  const approvals = stage === undefined ? createApprovalBook(storage.kysely()) : undefined;
  const budgets = createBudgetWatch({
    book: createSpendingBook(storage.kysely()),
    budgets: stage === undefined ? settings.budgets : [],
    networks,
    clock,
  });
  const desk = createDeliveryDesk({
    ledger,
    ...(approvals && { approvals }),
    alarms,
    networks,
    places,
    prepareMedia,
    clock,
    log,
    budgets,
    incidents,
    report: step => options.onStep?.(step),
    // A rehearsal plays the whole year in a minute.
    maxPerHour: id =>
      stage ? undefined : content.campaigns.find(campaign => campaign.id === id)?.maxPerHour,
  });
  opened.defer(() => desk.stop());
  const amendments = createAmendmentBook(storage.kysely());
  const watch = watchNetworks(networks, reportCredentials(desk, incidents, log));
  const book = createFigureBook(storage.kysely());
  const house: House = {
    campaigns: content.campaigns,
    networks,
    places,
    prepareMedia,
    render,
    ledger,
    ...(approvals && { approvals }),
    desk,
    amendments,
    ...(approvals && { corrections: createCorrectionBook(storage.kysely()) }),
    amend: createAmender({ book: amendments, ledger, networks, places, prepareMedia, clock, budgets }),
    words: content.words,
    async reread() {
      const fresh = await loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir);
      return { ...fresh, render: createRenderer({ ...fresh, hash: sha256, now: clock.now }) };
    },
    accounts: () => describeAccounts(networks, watch),
    now: clock.now,
    since: await firstStart(keepsakes('house'), clock),
    calendar: createCalendarBook(storage.kysely()),
    overview: createOverview(storage.kysely()),
    ...writing.house,
    book,
    fetchFigure: openFigureFetcher(settings),
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
    incidents,
    log,
    ...(stage && { stage }),
  };
  const openRoom = (inControl: () => boolean) => openControlRoom({ ...rooms, inControl });
  const room = control && opened.use(await holdControl({ control, storage, log, openRoom }));

  const start = async () => {
    const locked = (await findLockdown(ledger)) !== undefined;
    if (!locked) await watch.refresh(anyOf(AbortSignal.timeout(REFRESH_TIMEOUT_MS), options.signal));
    if (options.only === 'planning' || options.signal?.aborted) return;
    if (controls) await followApprovalRules(house);
    if (options.only !== 'control') await alarms.start([...networks.values()], desk.ring);
    await desk.start();
    await room?.start();
  };
  const rest = opened.move();
  const close = async () => {
    // What is in flight has its time while the rest ends, and not after it.
    await Promise.all([alarms.stop(GRACE_MS), room?.[Symbol.asyncDispose]()]);
    await rest.disposeAsync();
  };
  return {
    house,
    useCases,
    ring: desk.ring,
    ...(stage && { stage }),
    ...(room && { url: room.url }),
    start,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A control process waits for its turn; a whole bot beside another one would be a mistake. */
function waitForControl(storage: Storage, { only, signal }: OpenAppOptions, log: Log): Promise<Control> {
  return takeControl(storage, {
    wait: only === 'control',
    ...(signal && { signal }),
    ...(only === 'control' && {
      onRefused: () => log.info('Another process has control: this one waits until that ends'),
    }),
  });
}

function anyOf(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  return second === undefined ? first : AbortSignal.any([first, second]);
}

/**
 * A rehearsal that was cut short goes on, on the timelines as they were; another one begins with empty ones, and on
 * networks that have counted no call yet.
 */
async function openRehearsalStage(settings: Settings, ledger: Ledger, clock: Clock): Promise<Stage> {
  const { openStage } = await import('./sandbox/open-stage.ts');
  const fresh = (await unfinishedRehearsal(ledger)) === undefined;
  if (fresh) await ledger.forgetCalls(0);
  return openStage({ folder: join(settings.dataDir, 'sandbox'), fresh, now: clock.now });
}

/** What a network refuses ends the start, and not a delivery. */
function refuseFaults({ faults }: Checked): void {
  if (faults.length > 0) throw new InputErrors(faults);
}

function queueBackend(settings: Settings, storage: Storage): QueueBackend {
  return settings.redisUrl === undefined
    ? { kind: 'postgres', connection: storage.connection }
    : { kind: 'redis', url: settings.redisUrl };
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
