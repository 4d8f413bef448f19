import { mkdir, statfs } from 'node:fs/promises';
import type { Settings } from '../config.ts';
import type { ReadyProbes } from '../domain/readiness.ts';
import { measureClock } from '../networks/measure-clock.ts';
import { networks as definitions } from '../networks/registry.ts';
import { systemClock } from '../shared/clock.ts';
import { isControlled, probeDatabase } from '../storage/probe-database.ts';
import type { Storage } from '../storage/storage.ts';

/** One answer of a server may take so long. */
const TIMEOUT_MS = 10_000;

type ProbedSettings = Pick<Settings, 'networks' | 'proxyUrl' | 'dataDir'>;

export function createReadyProbes(settings: ProbedSettings, storage: Storage): ReadyProbes {
  return {
    async networkClock(network, signal) {
      const definition = definitions.find(({ name }) => name === network);
      const own = settings.networks.get(network);
      if (definition === undefined || own === undefined) throw new Error(`${network} is off`);
      return measureClock({
        definition,
        settings: own,
        now: systemClock.now,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        ...(settings.proxyUrl === undefined ? {} : { proxyUrl: settings.proxyUrl }),
      });
    },
    database: () => probeDatabase(storage),
    async disk() {
      const folder = settings.dataDir;
      await mkdir(folder, { recursive: true });
      const { bavail, bsize } = await statfs(folder);
      return { folder, freeBytes: bavail * bsize };
    },
    botRuns: () => isControlled(storage),
  };
}
