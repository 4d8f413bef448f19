import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/log.ts';
import { attachOrStart, type Launch, type Running } from './start-server.ts';

const LOOK_MS = 500;

/** After a start that failed, since its reason (a full disk) will not go away at once. */
const RETRY_MS = 10_000;

export interface Watch {
  /** Answers what runs by then. */
  end(): Promise<Running>;
}

/** Starts the server again, at the same address, when it is gone: killed, out of memory, stopped by somebody else. */
export function keepUp(running: Running, launch: Launch): Watch {
  const ending = new AbortController();
  const { socket, port } = running.postmaster;
  const again: Launch = socket ? launch : { ...launch, listener: async () => ({ kind: 'loopback', port }) };
  let current = running;
  const look = async () => {
    if (!current.hold.isLost()) return;
    launch.log.warn('the database server is gone: starting it again');
    await current.hold.end();
    current = await attachOrStart(again);
    launch.log.info('the database server is back');
  };
  const watching = watch(look, launch.log, ending.signal);
  return {
    async end() {
      ending.abort();
      await watching;
      return current;
    },
  };
}

async function watch(look: () => Promise<void>, log: Log, signal: AbortSignal): Promise<void> {
  let pause = LOOK_MS;
  while (await paused(pause, signal)) {
    pause = await look().then(
      () => LOOK_MS,
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
