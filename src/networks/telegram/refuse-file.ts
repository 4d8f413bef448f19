import type { PreparedMedia } from '../../domain/media.ts';
import { PHOTO_BYTES, PHOTO_PIXELS, PHOTO_RATIO, VIDEO_BYTES } from './limits.ts';
import { mediaKind } from './media-kind.ts';

/** Why Telegram would not take a file, in one sentence; undefined where it would. */
export function refuseFile({ type, bytes, width, height }: PreparedMedia): string | undefined {
  const kind = mediaKind(type);
  if (kind === undefined) return `Telegram takes no ${type}: use JPEG, PNG, WebP, GIF or MP4.`;
  const limit = kind === 'photo' ? PHOTO_BYTES : VIDEO_BYTES;
  if (bytes.length > limit) {
    return `The file has ${bytes.length} bytes, and Telegram takes ${limit} of a ${kind}: make it smaller.`;
  }
  if (kind !== 'photo') return undefined;
  if (width + height > PHOTO_PIXELS) {
    return `The picture is ${width}×${height} pixels, and Telegram takes ${PHOTO_PIXELS} for both together: make it smaller.`;
  }
  if (Math.max(width, height) > PHOTO_RATIO * Math.min(width, height)) {
    return `The picture is ${width}×${height} pixels, and Telegram takes none more than ${PHOTO_RATIO} times as long as wide: crop it.`;
  }
  return undefined;
}
