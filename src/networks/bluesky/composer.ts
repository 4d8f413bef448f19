import type { Composer } from '../../domain/network.ts';
import { composePost } from './compose-post.ts';
import { MEDIA_LIMITS } from './media-limits.ts';

/** Where most accounts are. */
export const DEFAULT_SERVICE = 'https://bsky.social';

export const composer: Composer = {
  name: 'bluesky',
  options: ['numbered', 'pin', 'sensitive', 'replies'],
  mediaLimits: MEDIA_LIMITS,
  compose: composePost,
};
