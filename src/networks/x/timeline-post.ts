import { z } from 'zod';

const urlEntity = z.object({
  url: z.string(),
  expanded_url: z.string().nullish(),
  media_key: z.string().nullish(),
});
const entities = z.object({ urls: z.array(urlEntity).nullish() }).nullish();
const longText = z.object({ text: z.string(), entities }).nullish();
const references = z.array(z.object({ type: z.string(), id: z.string() })).nullish();

/** A post as X's timeline has it; older and newer documents of the API name two of its fields differently. */
const timelinePost = z.object({
  id: z.string(),
  text: z.string(),
  created_at: z.string().nullish(),
  entities,
  note_tweet: longText,
  note_post: longText,
  referenced_tweets: references,
  referenced_posts: references,
});

/** One page of a timeline, newest first. */
export const timelinePage = z.object({
  data: z.array(timelinePost).default([]),
  meta: z.object({ next_token: z.string().optional() }).default({}),
});

export type TimelinePost = z.infer<typeof timelinePost>;
export type UrlEntity = z.infer<typeof urlEntity>;

/** The id of the post that this one replies to. */
export function repliedTo(post: TimelinePost): string | undefined {
  const found = (post.referenced_tweets ?? post.referenced_posts ?? []).find(
    ({ type }) => type === 'replied_to',
  );
  return found?.id;
}

/** The text, whole, with the t.co links that stand for its URLs. */
export function wholeText(post: TimelinePost): { text: string; urls: readonly UrlEntity[] } {
  const { text, entities } = post.note_tweet ?? post.note_post ?? post;
  return { text, urls: entities?.urls ?? [] };
}
