import { InputError } from '../../domain/input-error.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { findLockdown } from './lockdown-use-cases.ts';

export interface UnlockDesk {
  readonly ledger: Pick<Ledger, 'holds' | 'lift' | 'audit'>;
  readonly now: () => Date;
  /** Whether a key is the SECRET_KEY that was set when it was locked. */
  readonly opens: (key: string) => Promise<boolean>;
}

/** Who acts from here is not known to the bot. */
const ADMIN = 'terminal';

/** Ends the lockdown; what was stopped stays stopped. `key`: what a person typed; nothing where none is needed. */
export async function unlock({ ledger, now, opens }: UnlockDesk, key: string): Promise<void> {
  if ((await findLockdown(ledger)) === undefined) {
    throw new InputError('Nothing is locked down: there is nothing to undo.');
  }
  const entry = { admin: ADMIN, subject: 'all', before: 'locked down' };
  if (!(await opens(key))) {
    await ledger.audit({ ...entry, at: now(), action: 'unlock refused', after: 'locked down' });
    throw new InputError(
      'That is not the SECRET_KEY with which the bot was running when it was locked down: everything stays locked.',
    );
  }
  await ledger.lift('all', 'lockdown');
  await ledger.audit({ ...entry, at: now(), action: 'unlock', after: 'stopped' });
}
