import type { Log } from '../shared/log.ts';
import type { Desk } from './desk.ts';

export interface KeptLease {
  /** Aborts when the lease is lost, or can no longer be known to be ours. */
  readonly signal: AbortSignal;
  /** Is there time to make a call before anybody else may take over? */
  isSafe(): boolean;
  stop(): void;
}

/**
 * Renews the lease while the worker is at it. A database that is away long enough, or says nothing for so long, ends the
 * lease, so the call ends too.
 */
export function keepLease(
  desk: Pick<Desk, 'ledger' | 'times' | 'log'>,
  id: string,
  version: number,
): KeptLease {
  const lost = new AbortController();
  let heldUntil = performance.now() + desk.times.leaseMs;
  const isSafe = () => performance.now() + desk.times.leaseMs / 3 < heldUntil;
  const renew = async () => {
    const asked = performance.now();
    try {
      if (await desk.ledger.renew(id, version, desk.times.leaseMs)) heldUntil = asked + desk.times.leaseMs;
      else lost.abort(new Error('the lease is lost'));
    } catch (error) {
      warn(desk.log, id, error);
    }
  };
  const renewing = setInterval(() => void renew(), desk.times.leaseMs / 3);
  const watch = () => {
    if (!isSafe()) return lost.abort(new Error('the lease is running out'));
    watching = setTimeout(watch, heldUntil - desk.times.leaseMs / 3 - performance.now() + 1);
  };
  let watching = setTimeout(watch, 0);
  const stop = () => {
    clearInterval(renewing);
    clearTimeout(watching);
  };
  return { signal: lost.signal, isSafe, stop };
}

function warn(log: Log, delivery: string, error: unknown): void {
  log.warn('a lease could not be renewed', { delivery, error: error instanceof Error ? error.message : '' });
}
