import type { Part } from '../../domain/draft.ts';
import type { FindContext, Found } from '../../domain/network.ts';
import type { Session } from './create-session.ts';
import { readRecord } from './read-record.ts';
import { POSTS, toReceipt } from './receipt.ts';

/** Looks under the part's key: what is there by that key, and says the same, is the part. */
export function findPart(
  session: Session,
  now: () => Date,
  part: Part,
  context: FindContext,
): Promise<Found> {
  return session.call({ signal: context.signal, effect: 'reads' }, async account => {
    const record = await readRecord(account, POSTS, context.key, context.signal);
    if (record === undefined) return { outcome: 'nothing' };
    if (record.cid === undefined || record.value.text !== part.text) {
      return {
        outcome: 'cannot tell',
        why: `Another record stands on Bluesky under the key ${context.key}.`,
      };
    }
    return { outcome: 'found', receipt: toReceipt({ uri: record.uri, cid: record.cid }, account, now()) };
  });
}
