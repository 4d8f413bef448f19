import { basename } from 'node:path';
import type { CardDrawing } from '../domain/figure-card.ts';
import { InputError } from '../domain/input-error.ts';
import type { Media, MediaLimits, MediaUse, PreparedMedia } from '../domain/media.ts';
import { checkMediaFile, type MediaFile, readMediaFile } from './read-media-file.ts';
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
  /** The bytes of a file on the picture shelf, by its id; undefined where they are no longer there. */
  readonly fetch?: Fetch;
}

type Draw = (drawing: CardDrawing) => Promise<Uint8Array>;
type Fetch = (id: string) => Promise<Uint8Array | undefined>;

export function createMediaPreparer(tools: MediaTools = {}): MediaPreparer {
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
      const ready = await keep(key, () => makeReady(media, fitted, tools));
      return { ...ready, id: media.id, alt: media.alt };
    },
  };
}

/** The libraries for pictures and videos are large: a bot that sends none loads neither. */
async function makeReady(media: Media, limits: MediaLimits, tools: MediaTools): Promise<Ready> {
  const file = await fileOf(media, tools);
  if (file.type.startsWith('video/')) {
    const { stripVideo } = await import('./strip-video.ts');
    return stripVideo(file, limits.video);
  }
  const { fitPicture } = await import('./fit-picture.ts');
  return fitPicture(file, limits.picture);
}

function fileOf(media: Media, { draw, fetch }: MediaTools): Promise<MediaFile> {
  if (media.drawing !== undefined) return drawFile(media, media.drawing, draw);
  return media.shelved === true ? fetchFile(media, fetch) : readMediaFile(media);
}

async function fetchFile(
  media: Media,
  fetch: Fetch = () => Promise.reject(new TypeError('nothing is shelved here')),
): Promise<MediaFile> {
  const bytes = await fetch(media.id);
  if (bytes === undefined) {
    throw new InputError(
      `${media.path}: the picture was deleted after its post had gone out: send it again.`,
    );
  }
  return checkMediaFile(media, bytes);
}

async function drawFile(
  { path }: Media,
  drawing: CardDrawing,
  draw: Draw = () => Promise.reject(new TypeError('nothing draws here')),
): Promise<MediaFile> {
  return { name: basename(path), bytes: await draw(drawing), type: 'image/png' };
}
