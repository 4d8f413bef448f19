import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Telegram } from 'telegraf';
import { botEnvironment, FOLDER } from '../bot.ts';
import { readCpuMs, startChild } from '../child.ts';
import { quantile, ratio, round } from '../figures.ts';
import type { SectionContext } from '../section.ts';
import { createDataFolder } from '../start/data-folder.ts';
import { openTelegramServer, type TelegramServer } from '../telegram-server.ts';
import { openRedis } from './redis-server.ts';

const DELIVERIES = 2_000;
const WITHIN_MS = 10_000;
const AHEAD_MS = 5_000;
const LONGEST_MS = 120_000;

interface Lateness {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  readonly published: number;
  readonly eachOnce: boolean;
  /** Processor time of the bot's process for each, beside that of the database and the server: the same on a busy machine. */
  readonly cpuMsEach?: number;
}

/** So many deliveries, due evenly over ten seconds: how late each is, on either queue and in a bare loop. */
export async function measureBurst(context: SectionContext) {
  const bareLoop = await measureBare(context);
  const beside = (lateness: Lateness) => ({ ...lateness, p99Ratio: ratio(lateness.p99Ms, bareLoop.p99Ms) });
  const postgres = beside(await measureDesk('PostgreSQL', {}, context));
  const opened = await openRedis();
  const figures = { deliveries: DELIVERIES, withinMs: WITHIN_MS, bareLoop, postgres };
  if ('missing' in opened) return { ...figures, redis: opened };
  await using server = opened;
  return { ...figures, redis: beside(await measureDesk('Redis', { REDIS_URL: server.url }, context)) };
}

async function measureDesk(
  queue: string,
  queueSettings: Readonly<Record<string, string>>,
  { say, signal }: SectionContext,
): Promise<Lateness> {
  using data = createDataFolder();
  await using server = await openTelegramServer({ channels: DELIVERIES, floodControl: false });
  const env = {
    ...botEnvironment({ ...server.settings, ...queueSettings, DATA_DIR: data.path }),
    BENCH_CHANNELS: server.channels.join(' '),
    BENCH_AHEAD_MS: String(AHEAD_MS),
    BENCH_WITHIN_MS: String(WITHIN_MS),
  };
  const args = [join(import.meta.dirname, 'unlimited-worker.ts')];
  await using worker = startChild({ args, cwd: FOLDER, env, signal });
  const { text } = await worker.line(/^first due at /);
  const before = readCpuMs(worker.process.pid) ?? 0;
  const late = await latenessOf(server, Number(text.split(' ').at(-1)), signal);
  const taken = (readCpuMs(worker.process.pid) ?? 0) - before;
  const lateness = { ...late, cpuMsEach: round(taken / DELIVERIES) };
  say(`on ${queue}: ${JSON.stringify(lateness)}`);
  return lateness;
}

/** What one writes without a queue and a ledger: a timer for each message. Nothing survives its end. */
async function measureBare({ say, signal }: SectionContext): Promise<Lateness> {
  await using server = await openTelegramServer({ channels: DELIVERIES, floodControl: false });
  const { TELEGRAM_BOT_TOKEN: token = '', TELEGRAM_API_ROOT: apiRoot = '' } = server.settings;
  const telegram = new Telegram(token, { apiRoot: `${apiRoot}/` });
  const firstDue = Date.now() + 1_000;
  server.channels.forEach((channel, index) => {
    const send = () => telegram.sendMessage(channel, 'Political prisoners are people.');
    setTimeout(() => void send().catch(() => {}), dueOf(index, firstDue) - Date.now());
  });
  const lateness = await latenessOf(server, firstDue, signal);
  say(`bare loop: ${JSON.stringify(lateness)}`);
  return lateness;
}

function dueOf(index: number, firstDue: number): number {
  return firstDue + (index * WITHIN_MS) / DELIVERIES;
}

async function latenessOf(server: TelegramServer, firstDue: number, signal: AbortSignal): Promise<Lateness> {
  const deadline = performance.now() + LONGEST_MS;
  while (server.taken.size < DELIVERIES && performance.now() < deadline)
    await sleep(200, undefined, { signal });
  const late = server.channels.flatMap((channel, index) => {
    const [at] = server.taken.get(channel) ?? [];
    return at === undefined ? [] : [at - dueOf(index, firstDue)];
  });
  return {
    p50Ms: Math.round(quantile(late, 0.5)),
    p99Ms: Math.round(quantile(late, 0.99)),
    worstMs: Math.round(quantile(late, 1)),
    published: late.length,
    eachOnce: late.length === DELIVERIES && [...server.taken.values()].every(times => times.length === 1),
  };
}
