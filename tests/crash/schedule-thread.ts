import { setTimeout as sleep } from 'node:timers/promises';
import { type BotProcess, type Environment, runBot } from './bot-process.ts';
import type { Dice } from './dice.ts';
import { CAMPAIGN, postName, type Thread } from './write-campaign.ts';

/** Time enough for the command to start, since a time that is over is refused; a busy machine needs more. */
const AHEAD_MS = 5_000;
const TRIES = 6;

export interface Scheduling {
  readonly environment: Environment;
  readonly dice: Dice;
  /** The longest that the command has taken so far, in milliseconds. */
  readonly slowestMs: () => number;
  readonly took: (ms: number) => void;
  /** Told when the command was killed. */
  readonly killed: () => void;
  /** Is it in the ledger? */
  readonly isPlanned: (post: string) => Promise<boolean>;
}

/** Plans a thread from the command line, beside the bot. Now and then the command is killed, and asked again for the same time. */
export async function scheduleThread({ number }: Thread, scheduling: Scheduling): Promise<void> {
  const { environment, dice, slowestMs, killed, isPlanned } = scheduling;
  const killAfterMs = 300 + dice() * 2_500;
  if (number === 1 || dice() >= 0.25) return planOnce(number, scheduling);
  const at = timeIn(AHEAD_MS + killAfterMs + 2 * slowestMs());
  const doomed = plan(number, at, environment);
  await Promise.race([doomed.ended, sleep(killAfterMs)]);
  if (!doomed.hasEnded()) killed();
  await doomed.kill();
  // What it planned before it died is planned: only the same time again is the same post.
  const again = plan(number, at, environment);
  if ((await again.ended) === 0) return;
  if (!again.errors().includes('is over')) throw cannotPlan(number, again);
  if (!(await isPlanned(`${CAMPAIGN}/${postName(number)}`))) await planOnce(number, scheduling);
}

/** Refused because the machine was too slow to start in time: nothing was planned, so another time will do. */
async function planOnce(number: number, { environment, slowestMs, took }: Scheduling): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const begun = performance.now();
    const planning = plan(number, timeIn(AHEAD_MS * tries ** 2 + slowestMs()), environment);
    const how = await planning.ended;
    took(performance.now() - begun);
    if (how === 0) return;
    if (tries === TRIES || !planning.errors().includes('is over')) throw cannotPlan(number, planning);
  }
}

function cannotPlan(number: number, planning: BotProcess): Error {
  return new Error(`thread ${number} could not be scheduled: ${planning.errors()}`);
}

function timeIn(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

function plan(number: number, at: string, environment: Environment): BotProcess {
  return runBot(['schedule', `${CAMPAIGN}/${postName(number)}`, '--at', at], environment);
}
