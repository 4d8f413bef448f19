import type { AppBskyFeedThreadgate } from '@atproto/api';
import type { PostOptions } from '../../domain/post.ts';
import { timeOfKey } from './record-key.ts';

/** Who may reply to a thread, as the record beside its first post says it; undefined: everyone. */
export function buildThreadgate(
  replies: PostOptions['replies'],
  postUri: string,
  key: string,
): AppBskyFeedThreadgate.Record | undefined {
  if (replies === undefined || replies === 'everyone') return undefined;
  return {
    $type: 'app.bsky.feed.threadgate',
    post: postUri,
    allow: ALLOWED[replies],
    createdAt: timeOfKey(key),
  };
}

const ALLOWED: Record<
  'following' | 'mentioned' | 'nobody',
  NonNullable<AppBskyFeedThreadgate.Record['allow']>
> = {
  following: [{ $type: 'app.bsky.feed.threadgate#followingRule' }],
  mentioned: [{ $type: 'app.bsky.feed.threadgate#mentionRule' }],
  nobody: [],
};
