import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DESK_TIMES } from '../../src/delivery/desk.ts';
import { keepLease } from '../../src/delivery/keep-lease.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { silentLog } from '../../src/shared/log.ts';

const LEASE_MS = 300;

/** A database that answers each renewal so. */
function keep(renew: () => Promise<boolean>) {
  const ledger = { renew } as unknown as Ledger;
  return keepLease({ ledger, times: { ...DESK_TIMES, leaseMs: LEASE_MS }, log: silentLog }, 'a delivery', 1);
}

test('a lease ends before anybody may take over, where the database says nothing at all', async () => {
  const lease = keep(() => new Promise(() => {}));
  await new Promise(resolve => lease.signal.addEventListener('abort', resolve));
  expect(lease.isSafe()).toBe(false);
  lease.stop();
});

test('a lease is kept as long as it is renewed', async () => {
  const lease = keep(async () => true);
  await sleep(3 * LEASE_MS);
  expect(lease.signal.aborted).toBe(false);
  expect(lease.isSafe()).toBe(true);
  lease.stop();
});

test('a lease that another has taken ends at once', async () => {
  const lease = keep(async () => false);
  await new Promise(resolve => lease.signal.addEventListener('abort', resolve));
  expect(lease.signal.reason).toEqual(new Error('the lease is lost'));
  lease.stop();
});
