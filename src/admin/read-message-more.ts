import type { Message } from 'telegraf/types';

/** What a message has beside its text. */
export interface MessageMore {
  /** As Telegram marks the text; offsets in UTF-16 code units. */
  readonly entities?: readonly MarkedRange[];
  readonly file?: FileMention;
  /** Messages with the same one were sent together, as an album. */
  readonly group?: string;
}

export interface MarkedRange {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

/** A file that lies with Telegram. `other`: nothing that a post can show, such as a voice message. */
export interface FileMention {
  readonly kind: 'photo' | 'video' | 'animation' | 'document' | 'other';
  readonly id: string;
  /** For people; a photo has none. */
  readonly name?: string;
  readonly bytes?: number;
}

/** What is not as Telegram documents it counts as not there. */
export function readMessageMore(message: Message): MessageMore | undefined {
  const entities = 'entities' in message ? rangesOf(message.entities) : undefined;
  const file = fileOf(message);
  const group = 'media_group_id' in message ? message.media_group_id : undefined;
  if (entities === undefined && file === undefined) return undefined;
  return {
    ...(entities && { entities }),
    ...(file && { file }),
    ...(typeof group === 'string' && { group }),
  };
}

function rangesOf(entities: unknown): readonly MarkedRange[] {
  return Array.isArray(entities) ? entities.flatMap(rangeOf) : [];
}

function rangeOf(entity: Partial<Record<keyof MarkedRange, unknown>> | null): readonly MarkedRange[] {
  const { type, offset, length, url } = entity ?? {};
  if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number') return [];
  return [{ type, offset, length, ...(typeof url === 'string' && { url }) }];
}

function fileOf(message: Message): FileMention | undefined {
  if ('photo' in message) {
    // The last one is the largest.
    return Array.isArray(message.photo) ? mention('photo', message.photo.at(-1)) : undefined;
  }
  if ('video' in message) return mention('video', message.video);
  // A GIF comes as a document too.
  if ('animation' in message) return mention('animation', message.animation);
  if ('document' in message) return mention('document', message.document);
  const strange = ['voice', 'audio', 'video_note', 'sticker'].some(kind => kind in message);
  return strange ? { kind: 'other', id: '' } : undefined;
}

function mention(
  kind: FileMention['kind'],
  file:
    | { readonly file_id?: unknown; readonly file_size?: unknown; readonly file_name?: unknown }
    | undefined,
): FileMention | undefined {
  const { file_id: id, file_name: name, file_size: bytes } = file ?? {};
  if (typeof id !== 'string') return undefined;
  return {
    kind,
    id,
    ...(typeof name === 'string' && { name }),
    ...(typeof bytes === 'number' && { bytes }),
  };
}
