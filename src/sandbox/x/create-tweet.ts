import { createHash } from 'node:crypto';
import type { XBehaviour } from './behaviour.ts';
import { measureText, normalizeText } from './measure-text.ts';
import { invalidRequest, plainProblem } from './problem.ts';
import { nextId, type SandboxPost, type XState } from './state.ts';
import type { TweetRequest } from './tweet-request.ts';

const LONGEST_TEXT = 280;

/** Does what POST /2/tweets does, or throws what it answers when it refuses. */
export function createTweet(
  request: TweetRequest,
  state: XState,
  behaviour: XBehaviour,
  now: Date,
): SandboxPost {
  const text = normalizeText(request.text ?? '');
  const mediaIds = request.media?.media_ids ?? [];
  checkText(text, mediaIds.length > 0);
  checkReply(request.reply?.in_reply_to_tweet_id, state, behaviour);
  checkMedia(mediaIds, state);
  checkDuplicate(text, mediaIds, state, behaviour, now);
  const post: SandboxPost = {
    id: nextId(state, now),
    text,
    createdAt: now.getTime(),
    mediaIds,
    urls: wrapUrls(text),
    ...(request.reply === undefined ? {} : { replyTo: request.reply.in_reply_to_tweet_id }),
    ...(request.reply_settings === undefined ? {} : { replySettings: request.reply_settings }),
  };
  state.posts.push(post);
  return post;
}

function checkText(text: string, hasMedia: boolean): void {
  if (text.trim() === '' && !hasMedia) {
    throw invalidRequest([
      { parameters: { text: [text] }, message: 'Tweet text is required unless media is provided.' },
    ]);
  }
  const { weightedLength, cashtags } = measureText(text);
  if (weightedLength > LONGEST_TEXT) throw plainProblem(403, 'Your Tweet text is too long.');
  if (/[\uFFFE\uFEFF\uFFFF]/.test(text)) {
    throw invalidRequest([{ parameters: { text: [] }, message: 'Tweet text holds invalid characters.' }]);
  }
  if (cashtags > 1)
    throw plainProblem(403, 'You are not allowed to create a Tweet with more than one cashtag.');
}

function checkReply(replyTo: string | undefined, state: XState, behaviour: XBehaviour): void {
  if (replyTo === undefined) return;
  if (!state.posts.some(({ id }) => id === replyTo)) {
    throw plainProblem(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.');
  }
  if (behaviour.refusesReplies) {
    throw plainProblem(
      403,
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
    );
  }
}

function checkMedia(mediaIds: readonly string[], state: XState): void {
  const media = mediaIds.map(id => state.media.find(medium => medium.id === id));
  const ready = media.every(medium => medium?.finalized === true && medium.checksLeft === 0);
  const alone = media.some(medium => medium?.category !== 'tweet_image');
  if (!ready || (alone && media.length > 1) || new Set(mediaIds).size < mediaIds.length) {
    throw invalidRequest([
      { parameters: { 'media.media_ids': mediaIds }, message: 'Your media IDs are invalid.' },
    ]);
  }
}

function checkDuplicate(
  text: string,
  mediaIds: readonly string[],
  state: XState,
  { duplicateWindowMs }: XBehaviour,
  now: Date,
): void {
  const recent = state.posts.filter(({ createdAt }) => now.getTime() - createdAt < duplicateWindowMs);
  const same = recent.some(
    post => post.text.trim() === text.trim() && post.mediaIds.join() === mediaIds.join(),
  );
  if (same) throw plainProblem(403, 'You are not allowed to create a Tweet with duplicate content.');
}

/** Every URL becomes a t.co link; a bare domain leads to its `http:` address. */
function wrapUrls(text: string): SandboxPost['urls'] {
  return measureText(text).urls.map(({ start, end }) => {
    const url = text.slice(start, end);
    const slug = createHash('sha256').update(url).digest('base64url').replace(/[-_]/g, 'x').slice(0, 10);
    return {
      start,
      end,
      url: `https://t.co/${slug}`,
      expandedUrl: /^https?:/i.test(url) ? url : `http://${url}`,
    };
  });
}
