import { setTimeout as sleep } from 'node:timers/promises';
import { createFigureKeeper } from '../campaign/figures/keep-figures.ts';
import type { House } from '../campaign/house.ts';
import { findLockdown } from '../campaign/lockdown/lockdown-use-cases.ts';
import type { IncidentBook } from '../domain/incident.ts';
import type { Log } from '../shared/log.ts';

/** How soon a post that waits takes over a new figure, and how often is looked whether a source is due. */
const REFRESH_MS = 2_000;
const FETCH_MS = 60_000;

export interface FigureRoundParts {
  readonly house: House;
  readonly incidents: IncidentBook;
  readonly log: Log;
}

/** Keeps the figures and what waits for them; one process of a database does it. */
export function createFigureRounds(parts: FigureRoundParts) {
  const { house, incidents, log } = parts;
  const keeper = createFigureKeeper(house);
  const stopped = new AbortController();
  const refresh = async () => {
    const faults = await keeper.refresh();
    if (faults === undefined) return;
    for (const fault of faults) log.error('A post cannot take over new figures', { ...fault });
    const subjects = faults.map(({ post, occurrence, why }) => ({ subject: `${post}/${occurrence}`, why }));
    await incidents.keep('figures', subjects);
  };
  const fetch = async () => {
    if ((await findLockdown(house.ledger)) === undefined) await keeper.fetch(stopped.signal);
  };
  const loops: Promise<void>[] = [];
  return {
    start() {
      loops.push(
        repeat(parts, 'figures', refresh, REFRESH_MS, stopped.signal),
        repeat(parts, 'sources', fetch, FETCH_MS, stopped.signal),
      );
    },
    async stop() {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

/** Each round begins after the last has ended. One that fails is only late; the admins hear of one that fails again. */
async function repeat(
  { incidents, log }: FigureRoundParts,
  name: string,
  round: () => Promise<void>,
  everyMs: number,
  stopped: AbortSignal,
) {
  // What an earlier process told ends with the first success.
  let failures = 1;
  const fail = async (error: Error) => {
    failures += 1;
    log.error('A round of the figures failed', { error: error.message });
    if (failures > 1) await incidents.raise({ kind: 'round', subject: name, why: error.message });
  };
  const succeed = async () => {
    if (failures > 0) await incidents.clear('round', name);
    failures = 0;
  };
  while (!stopped.aborted) {
    await round()
      .then(succeed, fail)
      // With the database away nothing can be noted.
      .catch(() => {});
    await sleep(everyMs, undefined, { signal: stopped }).catch(() => {});
  }
}
