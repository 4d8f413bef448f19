import type { MediaLimits } from '../../domain/media.ts';
import { PHOTO_BYTES, PHOTO_PIXELS, PHOTO_RATIO, VIDEO_BYTES } from './limits.ts';

/** A WebP would come as a sticker to some. A photo is shown at 2560 pixels at most, whatever is sent. */
export const MEDIA_LIMITS: MediaLimits = {
  picture: {
    types: ['image/jpeg', 'image/png', 'image/gif'],
    bytes: PHOTO_BYTES,
    side: 4096,
    widthAndHeight: PHOTO_PIXELS,
    ratio: PHOTO_RATIO,
  },
  video: { bytes: VIDEO_BYTES },
};
