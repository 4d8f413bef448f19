import { type BlueskyServer, isOwn } from './bluesky-server.ts';
import { POSTS, PROFILES } from './collections.ts';
import type { StoredRecord } from './repo.ts';
import { invalidRequest } from './xrpc-error.ts';
import type { XrpcMethods } from './xrpc-server.ts';

/** `app.bsky.*`: what the public view makes of the records. */
export function feedMethods(server: BlueskyServer): XrpcMethods {
  const { account, repo } = server;
  const author = { did: account.did, handle: account.handle };
  const uriOf = (record: StoredRecord) => `at://${account.did}/${record.collection}/${record.rkey}`;
  const posts = () => repo.list(POSTS);
  const view = (record: StoredRecord) => {
    const replies = posts().filter(({ value }) => parentOf(value) === uriOf(record));
    return {
      uri: uriOf(record),
      cid: record.cid,
      author,
      record: record.value,
      replyCount: replies.length,
      repostCount: 0,
      likeCount: 0,
      indexedAt: record.indexedAt,
    };
  };
  return {
    'app.bsky.actor.getProfile': ({ params }) => {
      if (!isOwn(server, params.actor)) throw invalidRequest('Profile not found');
      const profile = repo.get(PROFILES, 'self')?.value;
      const pinnedPost = profile?.pinnedPost;
      return { ...author, postsCount: posts().length, ...(pinnedPost === undefined ? {} : { pinnedPost }) };
    },
    'app.bsky.feed.getPosts': ({ params }) => ({
      posts: posts()
        .filter(record => (params.uris as string[]).includes(uriOf(record)))
        .map(view),
    }),
    'app.bsky.feed.getAuthorFeed': ({ params }) => {
      if (!isOwn(server, params.actor)) throw invalidRequest('Profile not found');
      const newestFirst = posts().toReversed();
      return {
        feed: newestFirst.slice(0, Number(params.limit ?? 50)).map(record => ({ post: view(record) })),
      };
    },
  };
}

function parentOf(value: StoredRecord['value']): unknown {
  const reply = value.reply as { parent?: { uri?: string } } | undefined;
  return reply?.parent?.uri;
}
