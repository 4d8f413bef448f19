import { setTimeout as sleep } from 'node:timers/promises';
import type { LostCall, Thread } from '../../domain/amendment.ts';
import type { Part } from '../../domain/draft.ts';
import type { Receipt } from '../../domain/network.ts';
import { type AmendDesk, type AmendErrand, callSignal, refuseHalted } from './amend-desk.ts';

/** `open`: nobody can say whether the call had its effect. */
export type CallOutcome =
  | { readonly outcome: 'done'; readonly receipt?: Receipt }
  | { readonly outcome: 'failed' | 'open'; readonly why: string };

/** Looks for a post that nobody knows to be there, once its call can no longer be on its way. */
export async function lookUp(
  desk: AmendDesk,
  errand: AmendErrand,
  part: Part,
  lost: LostCall,
  thread: Thread,
): Promise<CallOutcome | { readonly outcome: 'nothing' }> {
  const { network, place, signal, times, lastCallAt = lost.since } = errand;
  const calledAt = Math.max(lost.since.getTime(), lastCallAt.getTime());
  const earlyMs = calledAt + times.settleMs - desk.clock.now().getTime();
  if (earlyMs > 0) await sleep(Math.min(earlyMs, times.settleMs), undefined, { signal }).catch(() => {});
  // It may have been stopped since.
  await refuseHalted(desk, errand);
  const lastKnown = await desk.ledger.lastReceipt(place.id, lost.since);
  const found = await network.find(part, {
    place,
    ...lost,
    ...thread,
    ...(lastKnown === undefined ? {} : { lastKnown }),
    signal: callSignal(errand),
  });
  if (found.outcome === 'found') return { outcome: 'done', receipt: found.receipt };
  if (found.outcome === 'nothing') return { outcome: 'nothing' };
  const later = found.lookAgainAt === undefined ? '' : `; ask again after ${found.lookAgainAt.toISOString()}`;
  return { outcome: 'open', why: `${found.why}${later}` };
}
