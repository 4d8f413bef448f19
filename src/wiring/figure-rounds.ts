import { setTimeout as sleep } from 'node:timers/promises';
import { createFigureKeeper } from '../campaign/figures/keep-figures.ts';
import type { House } from '../campaign/house.ts';
import type { Log } from '../shared/log.ts';

/** How soon a post that waits takes over a new figure, and how often is looked whether a source is due. */
const REFRESH_MS = 2_000;
const FETCH_MS = 60_000;

/** Keeps the figures and what waits for them; one process of a database does it. */
export function createFigureRounds(house: House, log: Log) {
  const keeper = createFigureKeeper(house);
  const stopped = new AbortController();
  const refresh = async () => {
    for (const fault of await keeper.refresh())
      log.error('A post cannot take over new figures', { ...fault });
  };
  const loops: Promise<void>[] = [];
  return {
    start() {
      loops.push(
        repeat(refresh, REFRESH_MS, stopped.signal, log),
        repeat(() => keeper.fetch(stopped.signal), FETCH_MS, stopped.signal, log),
      );
    },
    async stop() {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

/** Each round begins after the last has ended. One that fails is only late. */
async function repeat(round: () => Promise<void>, everyMs: number, stopped: AbortSignal, log: Log) {
  while (!stopped.aborted) {
    await round().catch((error: Error) =>
      log.error('A round of the figures failed', { error: error.message }),
    );
    await sleep(everyMs, undefined, { signal: stopped }).catch(() => {});
  }
}
