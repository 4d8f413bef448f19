import { join } from 'node:path';
import { type AdminChat, createAdminChat } from './admin/create-admin-chat.ts';
import { calendarToken } from './campaign/calendar-token.ts';
import { describeCalendarChange } from './campaign/describe-calendar-change.ts';
import type { House } from './campaign/house.ts';
import { keepCalendar } from './campaign/keep-calendar.ts';
import { planICalendar } from './campaign/plan-icalendar.ts';
import { showPlan } from './campaign/show-plan.ts';
import type { UseCases } from './campaign/use-cases.ts';
import type { Settings } from './config.ts';
import { createTeller } from './delivery/tell-admins.ts';
import type { AlarmClock } from './domain/alarm-clock.ts';
import type { Keepsake } from './domain/network-definition.ts';
import type { Notice } from './domain/notice.ts';
import { createFigureRounds } from './figure-rounds.ts';
import { createOwnerRoster } from './members/create-owner-roster.ts';
import type { NetworkWatch } from './networks/watch-networks.ts';
import { planSpan } from './planning/plan-span.ts';
import type { Stage } from './sandbox/open-stage.ts';
import { createSandboxPage } from './sandbox/page/create-sandbox-page.ts';
import { createTimelinesJson } from './sandbox/timelines-json.ts';
import { systemClock } from './shared/clock.ts';
import type { Log, LogFields } from './shared/log.ts';
import { createKeepsakes } from './storage/create-keepsakes.ts';
import type { Storage } from './storage/storage.ts';
import { untoldNotices } from './untold-notices.ts';
import { createCalendarApp } from './web/calendar.ts';
import { openWeb, type Web } from './web/open-web.ts';

const LOCALES = join(import.meta.dirname, '../locales');

/** How often the networks are asked for their limits, their credentials are tried and the calendar is looked at. */
const ROUND_MS = 15 * 60_000;
const REFRESH_TIMEOUT_MS = 30_000;

export interface ControlRoomDependencies {
  readonly settings: Settings;
  readonly house: House;
  readonly useCases: UseCases;
  readonly storage: Storage;
  readonly watch: NetworkWatch;
  /** The chat's own drawer. */
  readonly keep: Keepsake;
  readonly alarms: AlarmClock;
  readonly stage?: Stage;
  readonly log: Log;
}

/** What only one process of a database may do: the chat, the calendar, telling the admins; and the web. */
export interface ControlRoom extends AsyncDisposable {
  readonly url: string;
  /** Resolves when what the calendar has in the coming days is planned. */
  start(): Promise<void>;
}

/** Listens on its port at once, so that a port in use ends the start before anything goes out. */
export async function openControlRoom(dependencies: ControlRoomDependencies): Promise<ControlRoom> {
  await using opened = new AsyncDisposableStack();
  const web = opened.use(await openPages(dependencies));
  const chat = openChat(dependencies);
  if (chat !== undefined) opened.defer(() => chat.stop());
  const { house, log } = dependencies;
  const teller = createTeller({
    ledger: untoldNotices(house),
    clock: systemClock,
    log,
    tell: tellerOf(chat, log),
  });
  opened.defer(() => teller.stop());
  const rounds = createRounds(dependencies);
  opened.defer(() => rounds.stop());
  const figures = createFigureRounds(house, log);
  opened.defer(() => figures.stop());
  const rest = opened.move();
  return {
    url: web.url,
    async start() {
      chat?.start();
      teller.start();
      // A rehearsal has the figures of the files, and nothing of it leaves this machine.
      if (dependencies.stage === undefined) figures.start();
      await rounds.start();
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

async function openPages({
  settings,
  house,
  storage,
  watch,
  alarms,
  stage,
  log,
}: ControlRoomDependencies): Promise<Web> {
  const { host, port } = settings;
  const timeZone = house.campaigns[0]?.timeZone ?? 'UTC';
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const token = await calendarToken(keepsakes('web'));
  return openWeb({
    host,
    port,
    checks: [
      { name: 'database', critical: true, run: async () => void (await storage.pool.query('select 1')) },
      { name: 'queue', critical: true, run: () => alarms.check() },
      ...[...house.networks.keys()].map(name => ({
        name,
        critical: false,
        run: async () => isWell(watch, name),
      })),
    ],
    mounts: [
      ...(stage === undefined ? [] : stagePages(stage, timeZone)),
      { path: '/', app: createCalendarApp({ token, write: () => writePlan(house) }) },
    ],
    log,
  });
}

/** What goes out in the coming twelve months, for calendar programs. */
async function writePlan(house: House): Promise<string> {
  const span = planSpan(house.campaigns[0]?.timeZone ?? 'UTC', house.now(), undefined);
  const rows = await showPlan({ ...house, on: new Set(house.networks.keys()) }, span);
  return planICalendar(rows, house.now());
}

function isWell(watch: NetworkWatch, network: string): void {
  if (watch.health(network).fault !== undefined) throw new Error(`${network} cannot be used`);
}

function stagePages(stage: Stage, timeZone: string) {
  const networks = stage.servers.map(({ network }) => network);
  return [
    { path: '/', app: createTimelinesJson(networks) },
    { path: '/', app: createSandboxPage({ networks, chat: stage.telegram.adminChat, timeZone }) },
  ];
}

/** The chat needs the bot of the channels, and somebody who may write to it. */
function openChat({ settings, house, useCases, keep, log }: ControlRoomDependencies): AdminChat | undefined {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = settings.networks.get('telegram') ?? {};
  if (token === undefined || apiRoot === undefined || settings.telegramAdmins.length === 0) {
    log.warn(
      'There is no admin chat: set TELEGRAM_BOT_TOKEN, a channel and TELEGRAM_ADMINS, or read this log',
    );
    return undefined;
  }
  const channels = house.places
    .filter(({ network, address }) => network === 'telegram' && address?.startsWith('@'))
    .map(({ language, address }) => [language, `https://t.me/${address?.slice(1)}`] as const);
  return createAdminChat({
    token,
    apiRoot,
    ...(settings.proxyUrl === undefined ? {} : { proxyUrl: settings.proxyUrl }),
    members: createOwnerRoster(settings.telegramAdmins, house.now()),
    useCases,
    localesFolder: LOCALES,
    keep,
    channels: Object.fromEntries(channels),
    log,
    clock: systemClock,
  });
}

/** Without a chat the log is the only place where a fault can be noticed. */
function tellerOf(chat: AdminChat | undefined, log: Log): (notices: readonly Notice[]) => Promise<void> {
  return async notices => {
    for (const notice of notices) log.warn('The admins have to know', describeForLog(notice));
    await chat?.tell(notices);
  };
}

function describeForLog(notice: Notice): LogFields {
  if (notice.kind === 'stale post') {
    return { held: `${notice.post}/${notice.occurrence}`, why: notice.why };
  }
  if (notice.kind === 'reading waits') {
    return { figure: notice.reading.figure, waits: notice.reading.number, why: notice.reading.why };
  }
  if (notice.kind === 'source broken') {
    return { figure: notice.source.figure, source: notice.source.url, why: notice.source.fault };
  }
  if (notice.kind === 'hold') return { held: notice.hold.scope, why: notice.hold.why };
  const { id, state, note } = notice.delivery;
  return { delivery: id, state, why: note };
}

/** What has to be looked at again and again. A round that fails is only late. */
function createRounds({ house, watch, stage, log }: ControlRoomDependencies) {
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    await watch.refresh(AbortSignal.any([stopped.signal, AbortSignal.timeout(REFRESH_TIMEOUT_MS)]));
    await planCalendar();
  };
  const planCalendar = async () => {
    // A rehearsal has a calendar of its own.
    if (stage !== undefined) return;
    const { faults } = await keepCalendar(house, changes => {
      for (const change of changes) log.info(`The calendar: ${describeCalendarChange(change)}`);
    });
    for (const { occurrence, why } of faults) {
      log.error('A post of the calendar cannot be planned', {
        post: occurrence.post,
        due: occurrence.dueAt.toISOString(),
        why,
      });
    }
  };
  const run = (round: () => Promise<void>) => {
    running = round().catch((error: Error) => log.error('A round failed', { error: error.message }));
  };
  return {
    async start() {
      timer = setInterval(() => run(look), ROUND_MS);
      run(planCalendar);
      await running;
    },
    async stop() {
      stopped.abort();
      clearInterval(timer);
      await running;
    },
  };
}
