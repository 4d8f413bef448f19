import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from './bot-process.ts';
import { type BotProcess, runBot } from './bot-process.ts';
import { STOP_MS } from './take-life.ts';

export type States = Readonly<Record<string, number>>;

/** The last bot ends everything that goes on; it is given up when nothing has changed for so long. X wants to be looked at again after 90 s. */
const STANDSTILL_MS = 300_000;
const LOOK_EVERY_MS = 1_000;

export interface LastLife {
  readonly environment: Environment;
  /** How many deliveries are in each state. */
  readonly look: () => Promise<States>;
  /** Deliveries that have to be published. */
  readonly expected: number;
  readonly signal: AbortSignal;
}

/** How it went: the states at the end, and what the bot, asked to end (SIGTERM), ended with. */
export interface Ended {
  readonly states: States;
  readonly exit: number | string;
  readonly bot: BotProcess;
}

export async function liveToTheEnd({ environment, look, expected, signal }: LastLife): Promise<Ended> {
  const bot = runBot(['start'], environment);
  try {
    // Whoever looks alone, and leaves, ends the embedded database: the bot has to be there first.
    await Promise.race([bot.runs, bot.ended]);
    const states = await untilPublished(bot, look, expected, signal);
    if (bot.hasEnded()) return { states, exit: `by itself: ${bot.errors()}${bot.output()}`, bot };
    const exit = await Promise.race([bot.stop(), sleep(STOP_MS, 'was not willing to end', { ref: false })]);
    return { states, exit, bot };
  } finally {
    await bot.kill();
  }
}

/** Until every delivery is published, or nothing changes any more: then the report says what is not. */
async function untilPublished(
  bot: BotProcess,
  look: () => Promise<States>,
  expected: number,
  signal: AbortSignal,
): Promise<States> {
  let states = await look();
  let changedAt = performance.now();
  while ((states.published ?? 0) < expected && !bot.hasEnded()) {
    await sleep(LOOK_EVERY_MS, undefined, { signal });
    const before = JSON.stringify(states);
    states = await look();
    if (JSON.stringify(states) !== before) changedAt = performance.now();
    if (performance.now() - changedAt > STANDSTILL_MS) break;
  }
  return states;
}
