import type { Receipt } from '../../domain/network.ts';
import type { Session } from './create-session.ts';
import { keyOf, POSTS, THREADGATES } from './receipt.ts';

/** Deletes a post, and what says who may reply to it. What is gone already is no fault. */
export function removePost(session: Session, receipt: Receipt, signal: AbortSignal): Promise<void> {
  return session.call({ signal, effect: 'changes' }, async ({ agent, did }) => {
    for (const collection of [POSTS, THREADGATES]) {
      await agent.com.atproto.repo.deleteRecord({ repo: did, collection, rkey: keyOf(receipt) }, { signal });
    }
  });
}
