import type { AppBskyFeedPost, AppBskyFeedThreadgate } from '@atproto/api';
import type { Part } from '../../domain/draft.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import { buildPostRecord } from './build-post-record.ts';
import { buildThreadgate } from './build-threadgate.ts';
import type { Session, SignedIn } from './create-session.ts';
import { readRecord } from './read-record.ts';
import { POSTS, postUri, THREADGATES, toReceipt } from './receipt.ts';

interface PostWithGate {
  readonly key: string;
  readonly post: AppBskyFeedPost.Record;
  readonly gate: AppBskyFeedThreadgate.Record | undefined;
}

/** Writes the part's record under its key. Again the same: the same receipt. Another record there: refused, left as it is. */
export function publishPart(
  session: Session,
  now: () => Date,
  part: Part,
  context: PublishContext,
): Promise<Receipt> {
  return session.call({ signal: context.signal, effect: 'changes' }, async account => {
    const { key, signal } = context;
    const gate =
      context.replyTo === undefined
        ? buildThreadgate(part.options.replies, postUri(account.did, key), key)
        : undefined;
    const written = await writePost(account, { key, post: buildPostRecord(part, context), gate }, signal);
    return toReceipt(written, account, now());
  });
}

/**
 * A post and the record that says who may reply come in one commit, so that there is never the one without the other.
 * That call cannot be repeated as `putRecord` can; so it is made only where the post is not there yet.
 */
async function writePost(account: SignedIn, { key, post, gate }: PostWithGate, signal: AbortSignal) {
  if (gate !== undefined && (await readRecord(account, POSTS, key, signal)) === undefined) {
    return createBoth(account, { key, post, gate }, signal);
  }
  return putOnce(account, POSTS, key, post, signal);
}

async function createBoth(account: SignedIn, { key, post, gate }: PostWithGate, signal: AbortSignal) {
  const write = (collection: string, value: Record<string, unknown> = {}) => ({
    $type: 'com.atproto.repo.applyWrites#create' as const,
    collection,
    rkey: key,
    value,
  });
  const answer = await account.agent.com.atproto.repo.applyWrites(
    { repo: account.did, writes: [write(POSTS, post), write(THREADGATES, gate)] },
    { signal },
  );
  const [first] = answer.data.results ?? [];
  if (first !== undefined && 'uri' in first && 'cid' in first)
    return { uri: `${first.uri}`, cid: `${first.cid}` };
  return putOnce(account, POSTS, key, post, signal);
}

/** `swapRecord: null`: only if no other record is there. */
async function putOnce(
  { agent, did }: SignedIn,
  collection: string,
  rkey: string,
  record: AppBskyFeedPost.Record,
  signal: AbortSignal,
) {
  const answer = await agent.com.atproto.repo.putRecord(
    { repo: did, collection, rkey, record, swapRecord: null },
    { signal },
  );
  return answer.data;
}
