import { createHash } from 'node:crypto';
import type { Media, PreparedMedia } from '../../../src/domain/media.ts';

const RED_SQUARE =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';

/** A small picture, in every form in which a network may ask for it. */
export function createMemoryMedia(alt: string): {
  readonly media: Media;
  readonly prepared: PreparedMedia;
  readonly file: (media: Media) => Promise<PreparedMedia>;
} {
  const bytes = new Uint8Array(Buffer.from(RED_SQUARE, 'base64'));
  const id = createHash('sha256').update(bytes).digest('hex');
  const prepared = { id, bytes, type: 'image/png', width: 8, height: 8, alt };
  return {
    media: { id, path: 'media/red-square.png', type: 'image/png', alt },
    prepared,
    file: async () => prepared,
  };
}
