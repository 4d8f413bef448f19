import type { Event, Situation } from './situation.ts';

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

/** When it is tried again: never before the network wants it, later with every failure. */
export function nextTry(situation: Situation, event: Event, counted: boolean, dice: Dice): Date {
  const backoff = counted ? backoffMs(situation.failures, dice) : 0;
  const spread = event.name === 'throttled' ? dice() * SPREAD_MS : 0;
  const wanted = event.at === undefined ? 0 : event.at.getTime() + spread;
  return new Date(Math.max(wanted, situation.now.getTime() + backoff));
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
