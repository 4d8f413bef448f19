import { ApiResponseError, type TwitterApi } from 'twitter-api-v2';
import type { Part } from '../../domain/draft.ts';
import type { FindContext, Found, Receipt } from '../../domain/network.ts';
import { CLOCK_TOLERANCE_MS } from './limits.ts';
import { saysTheSame } from './same-text.ts';
import { repliedTo, type TimelinePost, timelinePage } from './timeline-post.ts';

export interface FindOptions {
  readonly client: TwitterApi;
  readonly userId: string;
  readonly now: Date;
  /** How long the call that published may have been on its way. */
  readonly timeoutMs: number;
  readonly indexLagMs: number;
}

type Query = Readonly<Record<string, string | number>>;

const PAGE = 100;
const MOST_PAGES = 5;
const FIELDS: Query = { 'tweet.fields': 'created_at,entities,note_tweet,referenced_tweets' };
/** The same by the newer document of the API, in which tweets are called posts. */
const NEWER_FIELDS: Query = {
  'post.fields': 'created_at,entities,note_post',
  expansions: 'referenced_posts',
};

/** Looks through the account's own timeline for a part whose outcome nobody knows. */
export async function findPost(part: Part, context: FindContext, options: FindOptions): Promise<Found> {
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = {
      ...rangeOf(context),
      ...(pageToken === undefined ? {} : { pagination_token: pageToken }),
    };
    const { data, meta } = await readPage(query, options);
    const found = data.find(post => isPart(post, part, context));
    if (found !== undefined) return { outcome: 'found', receipt: receiptFor(found.id, options.now) };
    pageToken = meta.next_token;
    if (pageToken === undefined) return nothingFound(context.since, options);
  }
  return {
    outcome: 'cannot tell',
    why: `More than ${MOST_PAGES * PAGE} posts were made since this one was sent.`,
  };
}

export function receiptFor(id: string, at: Date): Receipt {
  return { id, url: `https://x.com/i/status/${id}`, at };
}

/** A post by the bot that is surely older bounds the search without asking a clock; else time does, with tolerance. */
function rangeOf({ since, replyTo, lastKnown }: FindContext): Query {
  const older = [replyTo, lastKnown].filter(receipt => receipt !== undefined && receipt.at < since);
  const ids = older.map(receipt => BigInt(receipt?.id ?? 0));
  if (ids.length > 0) return { since_id: String(ids.reduce((a, b) => (a > b ? a : b))) };
  const start = new Date(since.getTime() - CLOCK_TOLERANCE_MS);
  return { start_time: `${start.toISOString().slice(0, 19)}Z` };
}

async function readPage(query: Query, options: FindOptions) {
  try {
    return await read(query, FIELDS, options);
  } catch (error) {
    if (!(error instanceof ApiResponseError) || error.code !== 400) throw error;
    return read(query, NEWER_FIELDS, options);
  }
}

async function read(query: Query, fields: Query, { client, userId }: FindOptions) {
  const answer: unknown = await client.v2.get(`users/${userId}/tweets`, {
    max_results: PAGE,
    ...query,
    ...fields,
  });
  return timelinePage.parse(answer);
}

function isPart(post: TimelinePost, part: Part, { replyTo }: FindContext): boolean {
  return repliedTo(post) === replyTo?.id && saysTheSame(post, part.text);
}

/** An empty timeline says nothing before the call must have ended and X's index had time to catch up. */
function nothingFound(since: Date, { now, timeoutMs, indexLagMs }: FindOptions): Found {
  const lookAgainAt = new Date(since.getTime() + timeoutMs + indexLagMs);
  if (now >= lookAgainAt) return { outcome: 'nothing' };
  return { outcome: 'cannot tell', why: "It may not be in X's index yet.", lookAgainAt };
}
