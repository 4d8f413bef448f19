import { type AppBskyFeedPost, type AppBskyFeedThreadgate, XRPCError } from '@atproto/api';
import type { Part } from '../../domain/draft.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import { buildPostRecord } from './build-post-record.ts';
import { buildThreadgate } from './build-threadgate.ts';
import { checkThread } from './check-thread.ts';
import type { Session, SignedIn } from './create-session.ts';
import { readAllowances } from './read-allowances.ts';
import { readRecord } from './read-record.ts';
import { POSTS, postUri, THREADGATES, toReceipt } from './receipt.ts';

/** Writes the part's record under its key. Again the same: the same receipt. Another record there: refused, left as it is. */
export async function publishPart(
  session: Session,
  now: () => Date,
  part: Part,
  context: PublishContext,
): Promise<Receipt> {
  const { key, signal } = context;
  const replies = context.replyTo === undefined ? part.options.replies : undefined;
  const { post, isThere } = await session.call({ signal, effect: 'reads' }, async account => {
    const record = buildPostRecord(part, context);
    await checkThread(account, context);
    const current = replies === undefined ? undefined : await readRecord(account, POSTS, key, signal);
    return { post: record, isThere: current !== undefined };
  });
  return session.call({ signal, effect: 'changes' }, async account => {
    const gate = buildThreadgate(replies, postUri(account.did, key), key);
    const heard = (headers: Headers) => context.tellAllowances?.(readAllowances(headers, now()));
    const write = { account, key, post, signal, heard };
    const written = gate === undefined || isThere ? await putOnce(write) : await createBoth(write, gate);
    return toReceipt(written, account, now());
  });
}

interface Write {
  readonly account: SignedIn;
  readonly key: string;
  readonly post: AppBskyFeedPost.Record;
  readonly signal: AbortSignal;
  readonly heard: (headers: Headers) => void;
}

type Headers = Readonly<Record<string, string | undefined>>;

/** Tells the head of every answer, also of a refusal. */
async function listen<Answer extends { readonly headers: Headers }>(
  call: Promise<Answer>,
  heard: (headers: Headers) => void,
): Promise<Answer> {
  try {
    const answer = await call;
    heard(answer.headers);
    return answer;
  } catch (error) {
    if (error instanceof XRPCError && error.headers !== undefined) heard(error.headers);
    throw error;
  }
}

/** `swapRecord: null`: only if no other record is there. */
async function putOnce({ account, key, post, signal, heard }: Write) {
  const put = account.agent.com.atproto.repo.putRecord(
    { repo: account.did, collection: POSTS, rkey: key, record: post, swapRecord: null },
    { signal },
  );
  const answer = await listen(put, heard);
  return answer.data;
}

/**
 * A post and the record that says who may reply come in one commit, so that there is never the one without the other.
 * That call cannot be repeated as `putRecord` can, so it is made only where the post is not there yet.
 */
async function createBoth(write: Write, gate: AppBskyFeedThreadgate.Record) {
  const { account, key, post, signal, heard } = write;
  const create = (collection: string, value: Record<string, unknown>) => ({
    $type: 'com.atproto.repo.applyWrites#create' as const,
    collection,
    rkey: key,
    value,
  });
  const writes = account.agent.com.atproto.repo.applyWrites(
    { repo: account.did, writes: [create(POSTS, post), create(THREADGATES, gate)] },
    { signal },
  );
  const answer = await listen(writes, heard);
  const [first] = answer.data.results ?? [];
  // Servers of an older protocol do not say what they wrote; asked again, they do.
  if (first === undefined || !('uri' in first && 'cid' in first)) return putOnce(write);
  return { uri: String(first.uri), cid: String(first.cid) };
}
