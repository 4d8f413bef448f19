import type { TwitterApi } from 'twitter-api-v2';
import { z } from 'zod';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { PublishContext, Upload } from '../../domain/network.ts';
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

/** X's ids of the part's files, in the order of the part. */
function mediaIdsOf({ media }: Part, uploads: readonly Upload[]): string[] {
  return media.map(({ id, path }) => {
    const uploaded = uploads.find(({ mediaId }) => mediaId === id)?.ref.id;
    if (typeof uploaded === 'string') return uploaded;
    const message = `${path} was not brought to X before the post.`;
    throw new DeliveryError(message, { kind: 'rejected', reason: 'content' });
  });
}

function requestBody(part: Part, { replyTo, uploads }: PublishContext): JsonObject {
  const mediaIds = mediaIdsOf(part, uploads);
  const replies = REPLY_SETTINGS[part.options.replies ?? 'everyone'];
  return {
    text: part.text,
    ...(replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: replyTo.id } }),
    ...(mediaIds.length === 0 ? {} : { media: { media_ids: mediaIds } }),
    ...(replies === undefined || replyTo !== undefined ? {} : { reply_settings: replies }),
  };
}
