import type { Composer } from '../../domain/network.ts';
import { composeStatus } from './compose-status.ts';
import { mediaLimits } from './media-limits.ts';
import { DEFAULT_LIMITS } from './server-limits.ts';

/** By the limits of Mastodon as it is delivered. */
export const composer: Composer = {
  name: 'mastodon',
  options: ['numbered', 'pin', 'visibility', 'contentWarning', 'sensitive'],
  mediaLimits: mediaLimits(DEFAULT_LIMITS),
  compose: post => composeStatus(post, DEFAULT_LIMITS),
};
