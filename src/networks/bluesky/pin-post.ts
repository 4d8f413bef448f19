import { XRPCError } from '@atproto/api';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Receipt } from '../../domain/network.ts';
import { strongRef } from './build-post-record.ts';
import type { Session } from './create-session.ts';
import { readRecord } from './read-record.ts';

const PROFILES = 'app.bsky.actor.profile';

/** Names the post in the account's profile; everything else in the profile stays, also what others change meanwhile. */
export function pinPost(session: Session, receipt: Receipt, signal: AbortSignal): Promise<void> {
  return session.call({ signal, effect: 'changes' }, async account => {
    const profile = await readRecord(account, PROFILES, 'self', signal);
    const record = { ...profile?.value, $type: PROFILES, pinnedPost: strongRef(receipt) };
    await account.agent.com.atproto.repo
      .putRecord(
        { repo: account.did, collection: PROFILES, rkey: 'self', record, swapRecord: profile?.cid ?? null },
        { signal },
      )
      .catch(changedMeanwhile);
  });
}

function changedMeanwhile(error: unknown): never {
  if (error instanceof XRPCError && error.error === 'InvalidSwap') {
    throw new DeliveryError('The Bluesky profile was changed while a post was being pinned.', {
      kind: 'unavailable',
    });
  }
  throw error;
}
