import { createHash } from 'node:crypto';
import { InputError } from '../domain/input-error.ts';
import type { MediaLimits } from '../domain/media.ts';
import type { ShelvedFile } from '../domain/writing-book.ts';
import { sniffType } from './sniff-type.ts';

/** A bot gets no larger file from Telegram, and this is more than any network shows of a picture. */
const LIMITS: MediaLimits = {
  picture: {
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    bytes: 20_000_000,
    side: 8_192,
  },
  video: { bytes: 20_000_000 },
};

/**
 * Takes everything from a file that is not the picture or the video itself: place, device, times, names. What it is, its bytes
 * say. The same bytes give the same file.
 * @throws InputError if it is nothing that the bot sends, damaged or cut short.
 */
export async function cleanFile(bytes: Uint8Array, name: string): Promise<ShelvedFile> {
  const type = sniffType(bytes);
  if (type === undefined) {
    throw new InputError(`${name}: the file is no JPEG, PNG, WebP, GIF or MP4: convert it.`, {
      key: 'wrongFile',
      values: {},
    });
  }
  const file = { name, bytes, type };
  const clean = await cleaned(file);
  const id = createHash('sha256').update(clean.bytes).digest('hex');
  return { id, type: clean.type, bytes: clean.bytes };
}

async function cleaned(file: { readonly name: string; readonly bytes: Uint8Array; readonly type: string }) {
  const isVideo = file.type.startsWith('video/');
  try {
    if (isVideo) {
      const { stripVideo } = await import('./strip-video.ts');
      return await stripVideo(file, LIMITS.video);
    }
    const { fitPicture } = await import('./fit-picture.ts');
    return await fitPicture(file, LIMITS.picture);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.message, { key: isVideo ? 'brokenVideo' : 'brokenPicture', values: {} });
  }
}
