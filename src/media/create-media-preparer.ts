import { basename } from 'node:path';
import type { CardDrawing } from '../domain/figure-card.ts';
import type { Media, MediaLimits, MediaUse, PreparedMedia } from '../domain/media.ts';
import { type MediaFile, readMediaFile } from './read-media-file.ts';
import { strictestLimits } from './strictest-limits.ts';

/** Makes files ready for networks. */
export interface MediaPreparer {
  /**
   * `limits`: what the network takes; undefined: what every network takes.
   * @throws InputError in one sentence if the file cannot be made ready.
   */
  prepare(media: Media, limits: MediaLimits | undefined, use?: MediaUse): Promise<PreparedMedia>;
}

type Ready = Omit<PreparedMedia, 'id' | 'alt'>;

/** The same picture goes to several places at about the same time; this many are kept. */
const KEPT = 6;

export interface MediaTools {
  /** A PNG. Needed where posts have drawings. */
  readonly draw?: Draw;
}

type Draw = (drawing: CardDrawing) => Promise<Uint8Array>;

export function createMediaPreparer({ draw }: MediaTools = {}): MediaPreparer {
  const kept = new Map<string, Promise<Ready>>();

  /** Work that failed, and videos, are not kept. */
  function keep(key: string, work: () => Promise<Ready>): Promise<Ready> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const ready = work();
    kept.set(key, ready);
    ready.then(
      ({ type }) => type.startsWith('video/') && kept.delete(key),
      () => kept.delete(key),
    );
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return ready;
  }

  return {
    async prepare(media, limits = strictestLimits, use = 'post') {
      const fitted = use === 'thumbnail' ? { picture: limits.thumbnail ?? limits.picture } : limits;
      const key = JSON.stringify([media.id, media.path, fitted]);
      const ready = await keep(key, () => makeReady(media, fitted, draw));
      return { ...ready, id: media.id, alt: media.alt };
    },
  };
}

/** The libraries for pictures and videos are large: a bot that sends none loads neither. */
async function makeReady(media: Media, limits: MediaLimits, draw: Draw | undefined): Promise<Ready> {
  const file = media.drawing ? await drawFile(media, media.drawing, draw) : await readMediaFile(media);
  if (file.type.startsWith('video/')) {
    const { stripVideo } = await import('./strip-video.ts');
    return stripVideo(file, limits.video);
  }
  const { fitPicture } = await import('./fit-picture.ts');
  return fitPicture(file, limits.picture);
}

async function drawFile(
  { path }: Media,
  drawing: CardDrawing,
  draw: Draw = () => Promise.reject(new TypeError('nothing draws here')),
): Promise<MediaFile> {
  return { name: basename(path), bytes: await draw(drawing), type: 'image/png' };
}
