import type { XBehaviour } from './behaviour.ts';
import { measureText } from './measure-text.ts';
import type { SandboxPost } from './state.ts';

export const USER = {
  id: '1720000000000000001',
  name: 'Solidarity',
  username: 'solidarity_sandbox',
} as const;

/** What the API's two documents call the same things. */
const WORDS = {
  tweet: { references: 'referenced_tweets', history: 'edit_history_tweet_ids' },
  post: { references: 'referenced_posts', history: 'edit_history_post_ids' },
} as const;

/** A post as the API shows it: t.co links in the place of URLs and behind attached media, `<`, `>` and `&` escaped. */
export function showTweet(post: SandboxPost, fields: ReadonlySet<string>, behaviour: XBehaviour) {
  const { text, entities } = render(post);
  const words = WORDS[behaviour.vocabulary];
  return {
    id: post.id,
    text,
    [words.history]: [post.id],
    ...(fields.has('created_at') ? { created_at: new Date(post.createdAt).toISOString() } : {}),
    ...(fields.has('author_id') ? { author_id: USER.id } : {}),
    ...(fields.has('lang') ? { lang: languageOf(post.text) } : {}),
    ...(fields.has('entities') && Object.keys(entities).length > 0 ? { entities } : {}),
    ...(fields.has('reply_settings') ? { reply_settings: post.replySettings ?? 'everyone' } : {}),
    ...(fields.has(words.references) && post.replyTo !== undefined
      ? { [words.references]: [{ type: 'replied_to', id: post.replyTo }] }
      : {}),
  };
}

/** X guesses the language from the text. */
export function languageOf(text: string): string {
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}

function render(post: SandboxPost) {
  let text = '';
  let from = 0;
  const urls: Record<string, unknown>[] = [];
  for (const { start, end, url, expandedUrl } of post.urls) {
    text += escapeText(post.text.slice(from, start));
    urls.push({ ...place(text, url), url, expanded_url: expandedUrl, display_url: displayUrl(expandedUrl) });
    text += url;
    from = end;
  }
  text += escapeText(post.text.slice(from));
  if (post.mediaIds.length > 0) {
    const url = `https://t.co/m${post.id.slice(-9)}`;
    const expanded = `https://x.com/${USER.username}/status/${post.id}/photo/1`;
    text += text === '' ? '' : ' ';
    const keys = post.mediaIds.map(id => ({ url, expanded_url: expanded, media_key: `3_${id}` }));
    urls.push(
      ...keys.map(key => ({ ...place(text, url), ...key, display_url: `pic.x.com/m${post.id.slice(-9)}` })),
    );
    text += url;
  }
  const hashtags = measureText(text).hashtags;
  return {
    text,
    entities: { ...(urls.length > 0 ? { urls } : {}), ...(hashtags.length > 0 ? { hashtags } : {}) },
  };
}

/** Offsets in code points, end exclusive. */
function place(before: string, url: string) {
  const start = [...before].length;
  return { start, end: start + url.length };
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function displayUrl(url: string): string {
  const shown = url.replace(/^https?:\/\/(?:www\.)?/, '');
  return shown.length <= 27 ? shown : `${shown.slice(0, 26)}…`;
}
