import { join } from 'node:path';
import { unfinishedRehearsal } from '../campaign/rehearse.ts';
import type { Settings } from '../config.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Stage } from '../sandbox/open-stage.ts';
import type { Clock } from '../shared/clock.ts';

/**
 * A rehearsal that was cut short goes on, on the timelines as they were; another one begins with empty ones, and on
 * networks that have counted no call yet.
 */
export async function openRehearsalStage(settings: Settings, ledger: Ledger, clock: Clock): Promise<Stage> {
  const { openStage } = await import('../sandbox/open-stage.ts');
  const fresh = (await unfinishedRehearsal(ledger)) === undefined;
  if (fresh) await ledger.forgetCalls(0);
  return openStage({ folder: join(settings.dataDir, 'sandbox'), fresh, now: clock.now });
}
