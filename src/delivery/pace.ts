import type { Effect, Event, Situation } from './situation.ts';

/** A number in [0, 1), as `Math.random` gives it. */
export type Dice = () => number;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Those that the network sent away until the same moment do not come back in the same millisecond. */
const SPREAD_MS = 500;

/** A place is left alone after so many failures in a row, each of which makes the rest longer. */
const CIRCUIT_FAILURES = 5;

/** Full jitter: anything between nothing and the doubled wait, so that many do not come back together. */
export function backoffMs(failures: number, dice: Dice): number {
  return dice() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 30));
}

/** Does it make the next wait longer? A network that says too fast, and not until when, has to be asked ever more seldom too. */
export function isCounted({ name, at }: Event, effects: readonly Effect[]): boolean {
  const waits = effects.includes('ring again') && name === 'throttled' && at === undefined;
  return waits || effects.includes('count the failure');
}

/**
 * When it is tried again: never before the network wants it, later with every failure. What waits for room, or to have an
 * open fate settled, waits for its deadline at the longest, however late a time was named: then it ends in time, or is
 * looked up, and the admins hear of it.
 */
export function nextTry(situation: Situation, event: Event, counted: boolean, dice: Dice): Date {
  const backoff = counted ? backoffMs(situation.failures, dice) : 0;
  const spread = event.name === 'throttled' ? dice() * SPREAD_MS : 0;
  const named = event.at === undefined ? 0 : event.at.getTime() + spread;
  const wanted = Math.min(named, inVainAfter(situation, event));
  return new Date(Math.max(wanted, situation.now.getTime() + backoff));
}

/** From then on it is too late to begin, or, where something may have been sent, to go on. */
function inVainAfter({ begun, lateAt, giveUpAt }: Situation, { name }: Event): number {
  if (name !== 'no room' && name !== 'unknown outcome') return Number.POSITIVE_INFINITY;
  const begins = name === 'no room' && !begun && lateAt < giveUpAt;
  return (begins ? lateAt : giveUpAt).getTime() + 1;
}

/** Until when a place rests that has failed so often, this time counted. */
export function circuitOpenUntil(failures: number, now: Date): Date | undefined {
  if (failures < CIRCUIT_FAILURES) return undefined;
  const restMs = Math.min(
    LONGEST_WAIT_MS,
    FIRST_WAIT_MS * 2 ** Math.min(failures - CIRCUIT_FAILURES + 2, 30),
  );
  return new Date(now.getTime() + restMs);
}
