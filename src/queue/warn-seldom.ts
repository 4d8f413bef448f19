import type { Log } from '../shared/log.ts';

const SELDOM_MS = 30_000;

/** While a server is away every connection complains many times a second: one line now and then is enough. */
export function createSeldomWarning(log: Log, message: string): (error: Error) => void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return error => {
    unsaid += 1;
    if (performance.now() - warnedAt < SELDOM_MS) return;
    log.warn(message, { error: error.message, times: unsaid });
    warnedAt = performance.now();
    unsaid = 0;
  };
}
