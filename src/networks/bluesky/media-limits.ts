import type { MediaLimits } from '../../domain/media.ts';

export const MAX_IMAGES = 4;
export const MAX_IMAGE_BYTES = 2_000_000;
export const MAX_THUMBNAIL_BYTES = 1_000_000;

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const SIDE = 4096;

/** As the lexicon has them; a GIF would stand still. */
export const MEDIA_LIMITS: MediaLimits = {
  picture: { types: TYPES, bytes: MAX_IMAGE_BYTES, side: SIDE },
  thumbnail: { types: TYPES, bytes: MAX_THUMBNAIL_BYTES, side: SIDE },
  video: { bytes: 100_000_000, seconds: { atLeast: 0, atMost: 180 } },
};
