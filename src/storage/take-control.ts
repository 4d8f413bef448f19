import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { InputError } from '../domain/input-error.ts';
import type { Storage } from './storage.ts';

/** The right to be the one control process of a database. It frees itself when its process dies, however it dies. */
export interface Control extends AsyncDisposable {
  /** Aborts when the right is lost: the server went away, and another process may have it by now. Take it again. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface ControlOptions {
  /** Wait, for days if need be, until the other control process ends; else fail when there is one. */
  readonly wait: boolean;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Told once, when another process turns out to have control. */
  readonly onRefused?: () => void;
}

/** Numbers the lock among the advisory locks of the database: "soli", then which of ours it is. */
export const CONTROL_LOCK: readonly [number, number] = [0x736f6c69, 1];

/** A killed process' session ends a moment after it; so long a lock that is taken may be its last trace. */
const GRACE_MS = 1_000;
const GRACE_POLL_MS = 50;
const WAIT_POLL_MS = 500;

/**
 * Takes a session lock on a connection of its own. Asks again and again instead of waiting inside the database, where a
 * wait of days would keep vacuum from cleaning up. Needs a direct connection: behind a pooler that shares sessions
 * between clients the lock holds nothing.
 *
 * Fails with `InputError` when another process has control and `wait` is false.
 */
export async function takeControl(
  storage: Storage,
  { wait, signal, onRefused }: ControlOptions,
): Promise<Control> {
  let tell = onRefused;
  const graceEnd = performance.now() + GRACE_MS;
  for (;;) {
    signal?.throwIfAborted();
    const control = await tryToTake(storage, wait);
    if (typeof control === 'object') return control;
    if (control === 'refused') {
      tell?.();
      tell = undefined;
    }
    if (!wait && performance.now() > graceEnd) {
      throw new InputError(
        `${storage.setting} is used by another running bot: stop that one first, or give this one a database of its own.`,
      );
    }
    await sleep(wait ? WAIT_POLL_MS : GRACE_POLL_MS, undefined, signal === undefined ? {} : { signal });
  }
}

async function tryToTake(storage: Storage, forgiving: boolean): Promise<Control | 'refused' | 'no answer'> {
  const client = new pg.Client({
    ...storage.connection,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  try {
    await client.connect();
    await client.query(
      'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
    );
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      ...CONTROL_LOCK,
    ]);
    if (rows[0]?.taken === true) return controlOn(client, lost.signal);
    await client.end().catch(() => {});
    return 'refused';
  } catch (error) {
    await client.end().catch(() => {});
    if (!forgiving) throw error;
    return 'no answer';
  }
}

function controlOn(client: pg.Client, lost: AbortSignal): Control {
  const release = async () => {
    await client.end().catch(() => {});
  };
  return { lost, release, [Symbol.asyncDispose]: release };
}
