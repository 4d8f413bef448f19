import { setTimeout as sleep } from 'node:timers/promises';
import { openApp } from '../../src/app.ts';
import { botEnvironment, FOLDER, startArguments } from '../bot.ts';
import { readMemory, startChild } from '../child.ts';
import { median, ratio } from '../figures.ts';
import { CAMPAIGNS, fleetSettings, POST } from '../fleet.ts';
import type { SectionContext } from '../section.ts';
import { createDataFolder } from '../start/data-folder.ts';
import { openTelegramServer, type TelegramServer } from '../telegram-server.ts';
import { planNotice } from './plan-notice.ts';

const FEW = 1_000;
const MANY = 100_000;
const DAY_MS = 24 * 3_600_000;
const NEW_ONES = 5;
/** Longer than the pause that Telegram wants between two posts of a channel. */
const AHEAD_MS = 4_000;

interface Backlog {
  readonly waiting: number;
  /** From spawning the bot until it listens. */
  readonly startMs: number;
  readonly memoryMb: number;
  readonly peakMb: number;
  /** How late a new delivery is. */
  readonly latenessMs: number;
}

/** Does it cost anything that much waits? The whole bot, with few and with many deliveries planned over a year. */
export async function measureBacklog(context: SectionContext) {
  const few = await measureWaiting(FEW, context);
  const many = await measureWaiting(MANY, context);
  return {
    few,
    many,
    startRatio: ratio(many.startMs, few.startMs),
    memoryRatio: ratio(many.peakMb, few.peakMb),
    latenessMoreMs: many.latenessMs - few.latenessMs,
  };
}

async function measureWaiting(waiting: number, { say, signal }: SectionContext): Promise<Backlog> {
  using data = createDataFolder();
  await using server = await openTelegramServer({ channels: 1, floodControl: false });
  const env = botEnvironment({ ...server.settings, DATA_DIR: data.path, TEMPLATES_DIR: CAMPAIGNS });
  await using planner = await openApp(fleetSettings(env, server.channels), { only: 'planning' });
  const [place] = planner.house.places;
  if (place === undefined) throw new Error('the environment gives no place');
  const first = Date.now() + DAY_MS;
  const planned = Array.from({ length: waiting }, (_, index) =>
    planNotice(place, `waiting-${index}`, new Date(first + (index * 364 * DAY_MS) / waiting)),
  );
  await planner.house.ledger.plan(planned);
  say(`${waiting} deliveries wait`);
  await using bot = startChild({ args: startArguments(), cwd: FOLDER, env, signal });
  const { at } = await bot.line(/The page is at|The bot runs/);
  const latenessMs = await latenessOfNew(planner, server, signal);
  const memory = readMemory(bot.process.pid) ?? { residentMb: 0, peakMb: 0 };
  const figures = {
    waiting,
    startMs: Math.round(at - bot.spawnedAt),
    memoryMb: memory.residentMb,
    peakMb: memory.peakMb,
    latenessMs,
  };
  say(JSON.stringify(figures));
  return figures;
}

/** The median of several, one after the other. */
async function latenessOfNew(
  planner: Awaited<ReturnType<typeof openApp>>,
  server: TelegramServer,
  signal: AbortSignal,
): Promise<number> {
  const [channel = ''] = server.channels;
  const late: number[] = [];
  for (let number = 1; number <= NEW_ONES; number += 1) {
    const at = new Date(Date.now() + AHEAD_MS);
    await planner.useCases.schedule({ post: POST, at, admin: 'system', occurrence: `new-${number}` });
    while ((server.taken.get(channel)?.length ?? 0) < number) await sleep(5, undefined, { signal });
    late.push((server.taken.get(channel)?.at(-1) ?? 0) - at.getTime());
  }
  return Math.round(median(late));
}
