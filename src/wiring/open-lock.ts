import { findLockdown } from '../campaign/lockdown/lockdown-use-cases.ts';
import { unlock } from '../campaign/lockdown/unlock.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { sealOf } from '../ledger/seal-head.ts';
import { systemClock } from '../shared/clock.ts';
import { createLog } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { createKeepsakes } from '../storage/create-keepsakes.ts';
import { needsKey, opensLock } from '../storage/lock-proof.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { AuditSettings } from './open-audit.ts';

/** The lockdown, as it can be undone beside a bot that runs or without one. */
export interface Lock extends AsyncDisposable {
  isLocked(): Promise<boolean>;
  needsKey(): Promise<boolean>;
  unlock(key: string): Promise<void>;
}

export async function openLock(settings: AuditSettings): Promise<Lock> {
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const storage = await openStorage({ ...settings, log });
  const ledger = createLedger(storage.kysely(), sealOf(settings));
  const keep = createKeepsakes({ storage, log })('lockdown');
  return {
    isLocked: async () => (await findLockdown(ledger)) !== undefined,
    needsKey: () => needsKey(keep),
    unlock: key => unlock({ ledger, now: systemClock.now, opens: given => opensLock(keep, given) }, key),
    [Symbol.asyncDispose]: () => storage.close(),
  };
}
