import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { Media, PreparedMedia } from '../../domain/media.ts';
import type { PublishContext, Upload } from '../../domain/network.ts';
import { fileName, type MediaKind, mediaKind } from './media-kind.ts';
import { refuseFile } from './refuse-file.ts';

/** A file as telegraf takes it: the id of one that is there already, or bytes that travel with the call. */
export type Source = string | { readonly source: Buffer; readonly filename: string };

export interface MediaSource {
  readonly kind: MediaKind;
  readonly source: Source;
}

/** The files of a part, by id where they were uploaded, else with their bytes. */
export function mediaSources(part: Part, context: PublishContext): Promise<readonly MediaSource[]> {
  return Promise.all(part.media.map(media => mediaSource(media, context)));
}

async function mediaSource(media: Media, context: PublishContext): Promise<MediaSource> {
  const upload = context.uploads.find(({ mediaId }) => mediaId === media.id);
  const kind = upload === undefined ? undefined : kindOf(upload, media);
  if (kind !== undefined && typeof upload?.ref.fileId === 'string')
    return { kind, source: upload.ref.fileId };
  const file = await readFile(media, context);
  if (file === undefined) {
    const message = 'A picture of the part was not brought to Telegram before it was to be published.';
    throw new DeliveryError(message, { kind: 'rejected', reason: 'content' });
  }
  return bytesSource(file);
}

/** An id can only be sent as what Telegram made of its file, which need not be what the file was. */
function kindOf({ ref }: Upload, { type }: Media): MediaKind | undefined {
  return KINDS.find(kind => kind === ref.kind) ?? mediaKind(type);
}

const KINDS: readonly MediaKind[] = ['photo', 'video', 'animation'];

/** Whatever goes wrong here, nothing has been sent. */
async function readFile(media: Media, { file }: PublishContext): Promise<PreparedMedia | undefined> {
  try {
    return await file?.(media);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const message = `A picture of the part could not be prepared: ${why}`;
    throw new DeliveryError(message, { kind: 'rejected', reason: 'content', cause: error });
  }
}

/** The bytes of a prepared file; fails where Telegram would not take it. */
export function bytesSource(file: PreparedMedia): MediaSource {
  const kind = mediaKind(file.type);
  const refusal = refuseFile(file);
  if (kind === undefined || refusal !== undefined) {
    throw new DeliveryError(refusal ?? '', { kind: 'rejected', reason: 'content' });
  }
  return { kind, source: { source: Buffer.from(file.bytes), filename: fileName(file.type) } };
}

/** What travels with the call; a file that goes by its id takes nothing. */
export function bytesOf(sources: readonly MediaSource[]): number {
  return sources.reduce(
    (sum, { source }) => sum + (typeof source === 'string' ? 0 : source.source.length),
    0,
  );
}
