import type { MediaLimits } from '../../domain/media.ts';
import type { ServerLimits } from './server-limits.ts';

/** Shown and passed on to other servers smaller than this. */
const SIDE = 4096;

/** What the server takes, as it told. */
export function mediaLimits({ imageBytes, imagePixels, mediaTypes, videoBytes }: ServerLimits): MediaLimits {
  const pictures = mediaTypes.filter(type => type.startsWith('image/'));
  return {
    picture: { types: pictures, bytes: imageBytes, pixels: imagePixels, side: SIDE },
    ...(mediaTypes.includes('video/mp4') ? { video: { bytes: videoBytes } } : {}),
  };
}
