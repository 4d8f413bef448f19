import type { Receipt } from '../../domain/network.ts';
import type { SignedIn } from './create-session.ts';

export const POSTS = 'app.bsky.feed.post';
export const THREADGATES = 'app.bsky.feed.threadgate';

/** An account that has lost its handle is shown by its id. */
const NO_HANDLE = 'handle.invalid';

export function postUri(did: string, key: string): string {
  return `at://${did}/${POSTS}/${key}`;
}

/** The key of the record that a receipt is for. */
export function keyOf(receipt: Receipt): string {
  return receipt.id.slice(receipt.id.lastIndexOf('/') + 1);
}

export function toReceipt(
  record: { readonly uri: string; readonly cid: string },
  { did, handle }: Pick<SignedIn, 'did' | 'handle'>,
  at: Date,
): Receipt {
  const profile = handle === NO_HANDLE ? did : handle;
  const key = record.uri.slice(record.uri.lastIndexOf('/') + 1);
  return {
    id: record.uri,
    url: `https://bsky.app/profile/${profile}/post/${key}`,
    at,
    ref: { uri: record.uri, cid: record.cid },
  };
}
