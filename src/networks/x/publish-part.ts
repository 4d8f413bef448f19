import type { TwitterApi } from 'twitter-api-v2';
import { z } from 'zod';
import type { Part } from '../../domain/draft.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { PublishContext } from '../../domain/network.ts';
import type { PostOptions } from '../../domain/post.ts';

const createdPost = z.object({ data: z.object({ id: z.string().regex(/^\d{1,19}$/) }) });

const REPLY_SETTINGS: Partial<Record<NonNullable<PostOptions['replies']>, string>> = {
  following: 'following',
  mentioned: 'mentionedUsers',
};

/** Makes one post and returns X's id of it. */
export async function publishPart(client: TwitterApi, part: Part, context: PublishContext): Promise<string> {
  const answer: unknown = await client.v2.post('tweets', requestBody(part, context));
  return createdPost.parse(answer).data.id;
}

function requestBody(part: Part, { replyTo, uploads }: PublishContext): JsonObject {
  const media = uploads.filter(({ mediaId }) => part.media.some(({ id }) => id === mediaId));
  const replies = REPLY_SETTINGS[part.options.replies ?? 'everyone'];
  return {
    text: part.text,
    ...(replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: replyTo.id } }),
    ...(media.length === 0 ? {} : { media: { media_ids: media.map(({ ref }) => String(ref.id)) } }),
    ...(replies === undefined || replyTo !== undefined ? {} : { reply_settings: replies }),
  };
}
