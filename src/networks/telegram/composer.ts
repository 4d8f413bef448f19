import type { Composer } from '../../domain/network.ts';
import { composeTelegramPost } from './compose-telegram-post.ts';
import { MEDIA_LIMITS } from './media-limits.ts';

export const composer: Composer = {
  name: 'telegram',
  options: ['numbered', 'silent', 'pin', 'sensitive', 'topic', 'linkPreview', 'altInCaption'],
  mediaLimits: MEDIA_LIMITS,
  compose: composeTelegramPost,
};
