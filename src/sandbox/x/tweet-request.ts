import { z } from 'zod';
import { readBody } from './read-body.ts';

const id = z.string().regex(/^[0-9]{1,19}$/);
const replySettings = z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']);

/** CreatePostsRequest of the API's document, without what a text poster never sends (polls, cards, communities). */
const tweetRequest = z.strictObject({
  text: z.string().optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: z.array(id).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  media: z
    .strictObject({ media_ids: z.array(id).min(1).max(4), tagged_user_ids: z.array(id).max(10).optional() })
    .optional(),
  reply_settings: replySettings.optional(),
  for_super_followers_only: z.boolean().optional(),
  made_with_ai: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
});

export type TweetRequest = z.infer<typeof tweetRequest>;

export function readTweetRequest(request: Request): Promise<TweetRequest> {
  return readBody(request, tweetRequest);
}
