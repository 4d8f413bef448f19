import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Telegram, TelegramError } from 'telegraf';
import { openApp } from '../../src/app.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { botEnvironment, FOLDER } from '../bot.ts';
import { startChild } from '../child.ts';
import { ratio, round } from '../figures.ts';
import { CAMPAIGNS, fleetSettings, POST } from '../fleet.ts';
import type { Section, SectionContext } from '../section.ts';
import { createDataFolder } from '../start/data-folder.ts';
import { openTelegramServer, type TelegramServer } from '../telegram-server.ts';

const CHANNELS = 2_000;
/** What the sandbox allows: so many messages in any second, over all channels. */
const ALLOWED_PER_SECOND = 30;
/** Time to plan so many deliveries before the first is due. */
const AHEAD_MS = 5_000;
const LONGEST_MS = (CHANNELS / ALLOWED_PER_SECOND) * 2_000;
const BARE_CALLS = 300;

/** One post to so many channels at once: how fast it goes out, and whether the server ever has to say no. */
export const measureLimits: Section = async context => {
  const [one, four] = [await measureFleet(1, context), await measureFleet(4, context)];
  const bare = await measureBare(context);
  return {
    channels: CHANNELS,
    allowedPerSecond: ALLOWED_PER_SECOND,
    oneWorker: one,
    fourWorkers: four,
    bareLoop: bare,
    ratioToBare: ratio(one.perSecond, bare.perSecond),
    targets: {
      no429: one.refused + four.refused === 0,
      eachOnce: one.channelsOnce === CHANNELS && four.channelsOnce === CHANNELS,
      rateAtLeast97Percent: Math.min(one.ofAllowed, four.ofAllowed) >= 0.97,
    },
  };
};

async function measureFleet(workers: number, { say, signal }: SectionContext) {
  using data = createDataFolder();
  await using server = await openTelegramServer({ channels: CHANNELS, floodControl: true });
  const env = botEnvironment({ ...server.settings, DATA_DIR: data.path, TEMPLATES_DIR: CAMPAIGNS });
  await using planner = await openApp(fleetSettings(env, server.channels), { only: 'planning' });
  await using fleet = new AsyncDisposableStack();
  const args = [join(import.meta.dirname, 'worker.ts')];
  const started = Array.from({ length: workers }, () =>
    fleet.use(
      startChild({
        args,
        cwd: FOLDER,
        env: { ...env, BENCH_CHANNELS: server.channels.join(' ') },
        signal,
      }),
    ),
  );
  await Promise.all(started.map(worker => worker.line(/^ready/)));
  const at = new Date(Date.now() + AHEAD_MS);
  await planner.useCases.schedule({ post: POST, at, admin: 'system' });
  const wanted = planner.house.places.length;
  say(`${wanted} deliveries planned, ${workers} workers`);
  const deadline = performance.now() + LONGEST_MS;
  while (count(server) < wanted && performance.now() < deadline) await sleep(250, undefined, { signal });
  const figures = rateOf(server);
  say(`${count(server)} of ${wanted} out, ${figures.perSecond} a second, ${figures.refused} times refused`);
  const callMs = await meanCallMs(data.path);
  const possible = ALLOWED_PER_SECOND / (1 + callMs / 1000);
  return { ...figures, callMs: round(callMs), ofPossible: round(figures.perSecond / possible) };
}

/**
 * From the moment at which a call may be made to its answer. Nobody but the server knows when within it the call was
 * counted, so a limit that is never broken gives way to the next call that much later: it is what remains of a rate.
 */
async function meanCallMs(dataDir: string): Promise<number> {
  await using storage = await openStorage({ dataDir, log: silentLog });
  const { rows } = await storage.pool.query<{ ms: number }>(
    'select avg(extract(epoch from answered_at - called_at))::float8 * 1000 as ms from calls',
  );
  return rows[0]?.ms ?? 0;
}

function count({ taken }: TelegramServer): number {
  return [...taken.values()].reduce((total, times) => total + times.length, 0);
}

function rateOf(server: TelegramServer) {
  const times = [...server.taken.values()].flat().toSorted((one, other) => one - other);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  // A burst that fills the first second is allowed; what follows it is the rate.
  const perSecond = ((times.length - ALLOWED_PER_SECOND) / spanMs) * 1000;
  return {
    perSecond: round(perSecond),
    ofAllowed: round(perSecond / ALLOWED_PER_SECOND),
    refused: server.refused(),
    published: times.length,
    channelsOnce: server.channels.filter(channel => server.taken.get(channel)?.length === 1).length,
  };
}

/** What one writes without a queue: a call, a pause of a thirtieth of a second, the next call; a refusal is waited out. */
async function measureBare({ say, signal }: SectionContext) {
  await using server = await openTelegramServer({ channels: BARE_CALLS, floodControl: true });
  const { TELEGRAM_BOT_TOKEN: token = '', TELEGRAM_API_ROOT: apiRoot = '' } = server.settings;
  const telegram = new Telegram(token, { apiRoot: `${apiRoot}/` });
  for (const channel of server.channels) {
    for (;;) {
      signal.throwIfAborted();
      const waitMs = await tryToSend(telegram, channel);
      await sleep(waitMs ?? 1000 / ALLOWED_PER_SECOND);
      if (waitMs === undefined) break;
    }
  }
  const { perSecond, ofAllowed, refused } = rateOf(server);
  say(`bare loop: ${perSecond} a second, ${refused} times refused`);
  return { perSecond, ofAllowed, refused };
}

/** Milliseconds to wait where it was refused. */
async function tryToSend(telegram: Telegram, channel: string): Promise<number | undefined> {
  try {
    await telegram.sendMessage(channel, 'Political prisoners are people.');
    return undefined;
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    return (error.parameters?.retry_after ?? 1) * 1000;
  }
}
