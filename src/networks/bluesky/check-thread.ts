import { DeliveryError } from '../../domain/delivery-error.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import { strongRef } from './build-post-record.ts';
import type { SignedIn } from './create-session.ts';
import { readRecord } from './read-record.ts';
import { keyOf, POSTS } from './receipt.ts';

/** The server takes a reply to anything; one to a post that is gone would never be seen. */
export async function checkThread(
  account: SignedIn,
  { replyTo, root, signal }: Pick<PublishContext, 'replyTo' | 'root' | 'signal'>,
): Promise<void> {
  const posts = new Map(
    [root, replyTo].flatMap(post => (post === undefined ? [] : [[post.id, post] as const])),
  );
  await Promise.all([...posts.values()].map(post => checkPost(account, post, signal)));
}

async function checkPost(account: SignedIn, receipt: Receipt, signal: AbortSignal): Promise<void> {
  const { cid } = strongRef(receipt);
  const record = await readRecord(account, POSTS, keyOf(receipt), signal);
  if (record?.cid === cid) return;
  const message = `The Bluesky post ${receipt.id} to which this part replies is there no more.`;
  throw new DeliveryError(message, { kind: 'rejected', reason: 'gone' });
}
