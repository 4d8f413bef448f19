import type { LedgerPart } from '../domain/delivery.ts';
import { lookUpFailed } from './call-outcome.ts';
import type { Desk } from './desk.ts';
import { type Errand, threadOf } from './errand.ts';
import type { Outcome } from './outcome.ts';

/** Asks the network whether a part of open fate is there. While a call may be `open`, it is given time to arrive. */
export async function lookUpPart(
  desk: Desk,
  errand: Errand,
  part: LedgerPart,
  calls: 'settled' | 'open' = 'open',
): Promise<Outcome> {
  const now = desk.clock.now();
  const since = part.intentAt ?? now;
  const ends = [since, part.unansweredAt ?? since, errand.lastCallAt ?? since].map(time => time.getTime());
  const settledAt = new Date(Math.max(...ends) + desk.times.settleMs);
  if (calls === 'open' && now < settledAt) {
    const words = 'the call may still be on its way; looking whether the part is there in a moment';
    return { event: { name: 'too soon', at: settledAt, words } };
  }
  const lastKnown = await desk.ledger.lastReceipt(errand.place.id, since);
  try {
    const found = await errand.network.find(part.part, {
      place: errand.place,
      key: part.key ?? '',
      since,
      ...threadOf(errand.record, part.index),
      uploads: part.uploads,
      ...(lastKnown === undefined ? {} : { lastKnown }),
      signal: AbortSignal.any([errand.signal, AbortSignal.timeout(desk.times.callMs)]),
    });
    if (found.outcome === 'found') {
      return { event: { name: 'found' }, receipt: found.receipt };
    }
    if (found.outcome === 'nothing') return { event: { name: 'not found' } };
    if (found.lookAgainAt !== undefined && found.lookAgainAt > now) {
      return { event: { name: 'too soon', at: found.lookAgainAt, words: found.why } };
    }
    return { event: { name: 'cannot tell', words: found.why } };
  } catch (error) {
    return { event: lookUpFailed(error) };
  }
}
