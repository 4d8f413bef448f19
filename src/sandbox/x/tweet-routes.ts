import { Hono } from 'hono';
import { createTweet } from './create-tweet.ts';
import { invalidRequest, notFound, plainProblem } from './problem.ts';
import { type ReadQuery, readId, readNumber, readQuery, readTime } from './read-query.ts';
import type { XServer } from './server.ts';
import { showTweet, USER } from './show-tweet.ts';
import type { SandboxPost } from './state.ts';
import { readTweetRequest } from './tweet-request.ts';

const RANGE = [
  'max_results',
  'pagination_token',
  'since_id',
  'until_id',
  'start_time',
  'end_time',
  'exclude',
];

/** Posting, deleting, reading. */
export function tweetRoutes(server: XServer): Hono {
  const routes = new Hono();
  routes.post('/2/tweets', async context => {
    const request = await readTweetRequest(context.req.raw);
    const post = createTweet(request, server.state, server.behaviour, server.now());
    server.changed();
    const { id, text } = showTweet(post, new Set(), server.behaviour);
    return context.json({ data: { id, text, edit_history_tweet_ids: [id] } }, 201);
  });
  routes.delete('/2/tweets/:id', context => {
    const index = server.state.posts.findIndex(({ id }) => id === context.req.param('id'));
    if (index === -1) throw notFound('id', context.req.param('id'));
    server.state.posts.splice(index, 1);
    server.changed();
    return context.json({ data: { deleted: true } });
  });
  routes.get('/2/tweets/:id', context => {
    const query = readQuery(context.req.url, [], server.behaviour);
    const post = server.state.posts.find(({ id }) => id === context.req.param('id'));
    if (post === undefined) throw notFound('id', context.req.param('id'));
    return context.json({ data: showTweet(post, query.fields, server.behaviour) });
  });
  routes.get('/2/tweets', context => context.json(readMany(context.req.url, server)));
  routes.get('/2/users/me', context => context.json({ data: USER }));
  routes.get('/2/users/:id/tweets', context => {
    if (context.req.param('id') !== USER.id) throw plainProblem(404, 'Not Found');
    return context.json(readTimeline(context.req.url, server));
  });
  return routes;
}

function readMany(url: string, server: XServer) {
  const query = readQuery(url, ['ids'], server.behaviour);
  const ids = (query.get('ids') ?? '').split(',');
  if (ids.length > 100 || ids.some(id => !/^[0-9]{1,19}$/.test(id))) {
    throw invalidRequest([{ parameters: { ids }, message: 'The `ids` query parameter value is not valid' }]);
  }
  const posts = server.state.posts.filter(({ id }) => ids.includes(id));
  const missing = ids.filter(id => posts.every(post => post.id !== id));
  return {
    ...(posts.length > 0 ? { data: posts.map(post => showTweet(post, query.fields, server.behaviour)) } : {}),
    ...(missing.length > 0 ? { errors: missing.map(id => notFound('ids', id).body) } : {}),
  };
}

/** Newest first; what X's index has not seen yet is missing. */
function readTimeline(url: string, { state, behaviour, now }: XServer) {
  const query = readQuery(url, RANGE, behaviour);
  const size = readNumber(query, 'max_results', 5, 100, 10);
  const indexed = now().getTime() - behaviour.indexLagMs;
  const inRange = state.posts.filter(post => post.createdAt <= indexed && isInRange(post, query)).reverse();
  const start = Number(Buffer.from(query.get('pagination_token') ?? '', 'base64url').toString() || 0);
  const page = inRange.slice(start, start + size);
  const next =
    start + size < inRange.length ? Buffer.from(String(start + size)).toString('base64url') : undefined;
  const meta = {
    result_count: page.length,
    ...(page.length === 0 ? {} : { newest_id: page[0]?.id, oldest_id: page.at(-1)?.id }),
    ...(next === undefined ? {} : { next_token: next }),
  };
  const data = page.map(post => showTweet(post, query.fields, behaviour));
  return { ...(data.length === 0 ? {} : { data }), meta };
}

function isInRange(post: SandboxPost, query: ReadQuery): boolean {
  const id = BigInt(post.id);
  return (
    id > BigInt(readId(query, 'since_id') ?? 0) &&
    id < BigInt(readId(query, 'until_id') ?? '9999999999999999999') &&
    post.createdAt >= (readTime(query, 'start_time') ?? 0) &&
    post.createdAt <= (readTime(query, 'end_time') ?? Number.MAX_SAFE_INTEGER) &&
    !(query.get('exclude')?.includes('replies') === true && post.replyTo !== undefined)
  );
}
