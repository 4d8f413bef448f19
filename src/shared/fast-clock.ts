import type { Clock } from './clock.ts';

/** A clock that goes as the machine's does, from another time, and can be turned forward. */
export interface FastClock extends Clock {
  /** Does nothing when that time has passed. */
  turnTo(at: Date): void;
}

export function createFastClock(start: Date): FastClock {
  let shift = start.getTime() - performance.now();
  const now = () => shift + performance.now();
  return {
    now: () => new Date(now()),
    turnTo(at) {
      shift += Math.max(0, at.getTime() - now());
    },
  };
}
