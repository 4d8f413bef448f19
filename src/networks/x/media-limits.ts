import type { MediaLimits } from '../../domain/media.ts';

/** As X's documentation has them. */
export const MEDIA_LIMITS: MediaLimits = {
  picture: {
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    bytes: 5_000_000,
    side: 4096,
  },
  video: { bytes: 512_000_000, seconds: { atLeast: 0.5, atMost: 140 } },
};
