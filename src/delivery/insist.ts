import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PAUSE_MS = 2_000;

/** Does what must not be lost until it succeeds, for at most so long; then fails as the last try did. */
export async function insist<T>(work: () => Promise<T>, forMs: number): Promise<T> {
  const end = performance.now() + forMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() + pauseMs > end) throw error;
    }
    await sleep(pauseMs);
  }
}
