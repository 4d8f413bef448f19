import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/log.ts';
import { isRunning } from './postmaster.ts';
import { attachOrStart, type Launch, type Running } from './start-server.ts';

/** After a start that failed, since its reason (a full disk) will not go away at once. */
const RETRY_MS = 10_000;

export interface Watch {
  end(): Promise<void>;
}

/** Starts the server again, at the same address, when it is gone: killed, out of memory, stopped by somebody else. */
export function keepUp({ postmaster }: Running, launch: Launch): Watch {
  const ending = new AbortController();
  const again: Launch = postmaster.socket
    ? launch
    : { ...launch, listener: async () => ({ kind: 'loopback', port: postmaster.port }) };
  let current = postmaster;
  const look = async () => {
    if (await isRunning(current, launch.folder)) return;
    launch.log.warn('the database server is gone: starting it again');
    current = (await attachOrStart(again)).postmaster;
    launch.log.info('the database server is back');
  };
  const watching = watch(look, launch.log, ending.signal);
  return {
    async end() {
      ending.abort();
      await watching;
    },
  };
}

async function watch(look: () => Promise<void>, log: Log, signal: AbortSignal): Promise<void> {
  // Elsewhere than on Linux each look starts a program.
  const interval = platform() === 'linux' ? 500 : 5_000;
  let pause = interval;
  while (await paused(pause, signal)) {
    pause = await look().then(
      () => interval,
      error => {
        log.error('the database server does not start', { error: String(error) });
        return RETRY_MS;
      },
    );
  }
}

/** False when the signal ended the pause. */
function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal, ref: false }).catch(() => false);
}
