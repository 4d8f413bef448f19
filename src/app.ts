import { followApprovalRules } from './campaign/approvals/need-approval.ts';
import { createUseCases } from './campaign/create-use-cases.ts';
import type { House } from './campaign/house.ts';
import { findLockdown } from './campaign/lockdown/lockdown-use-cases.ts';
import type { UseCases } from './campaign/use-cases.ts';
import type { Settings } from './config.ts';
import type { DeliveryStep } from './domain/delivery.ts';
import type { DeliveryDesk } from './domain/delivery-desk.ts';
import { InputError } from './domain/input-error.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { sealOf } from './ledger/seal-head.ts';
import type { Stage } from './sandbox/open-stage.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import { createLog, type Log } from './shared/log.ts';
import { createScrubber } from './shared/secrets.ts';
import { createKeepsakes } from './storage/create-keepsakes.ts';
import type { Storage } from './storage/storage.ts';
import { type Control, takeControl } from './storage/take-control.ts';
import { closeNetworks, connectAll, REAL_PACE, STAGE_PACE, withoutLimits } from './wiring/connect.ts';
import { openControlRoom } from './wiring/control-room.ts';
import { holdControl } from './wiring/hold-control.ts';
import { openHouse } from './wiring/open-house.ts';
import { GRACE_MS, openQueue } from './wiring/open-queue.ts';
import { openRehearsalStage } from './wiring/open-rehearsal-stage.ts';
import { openTogether } from './wiring/open-together.ts';
import { isRehearsal, stageSettings } from './wiring/settings.ts';

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
  const { content, storage } = await openTogether(settings, log, opened);
  const control = controls ? opened.use(await waitForControl(storage, options, log)) : undefined;
  const ledger = createLedger(storage.kysely(), sealOf(settings));
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  const stage = isRehearsal(settings)
    ? opened.use(await openRehearsalStage(settings, ledger, clock))
    : undefined;
  const reached = stage === undefined ? settings : stageSettings(settings, stage);
  const connected = await connectAll(reached, keepsakes, stage === undefined ? REAL_PACE : STAGE_PACE, clock);
  const networks = options.clock === undefined ? connected : withoutLimits(connected);
  opened.defer(() => closeNetworks(networks));
  const keep = keepsakes('house');
  const queue = { settings, storage, networks: [...networks.keys()], keep, log };
  const alarms = await openQueue(queue, opened);
  const ground = { settings: reached, content, storage, ledger, networks, alarms, keep, clock, log };
  const { house, desk, watch, incidents } = await openHouse(
    { ...ground, isRehearsal: stage !== undefined, report: step => options.onStep?.(step) },
    opened,
  );
  const useCases = createUseCases(house);
  const parts = { settings: reached, house, useCases, storage, watch, alarms, incidents, log };
  const chat = { keep: keepsakes('chat'), ...(stage && { stage }) };
  const openRoom = (inControl: () => boolean) => openControlRoom({ ...parts, ...chat, inControl });
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
