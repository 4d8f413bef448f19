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

export function readMessageMore(message: Message): MessageMore | undefined {
  const entities = 'entities' in message ? message.entities : undefined;
  const file = fileOf(message);
  const group = 'media_group_id' in message ? message.media_group_id : undefined;
  if (entities === undefined && file === undefined) return undefined;
  return {
    ...(entities && { entities: entities.map(rangeOf) }),
    ...(file && { file }),
    ...(group !== undefined && { group }),
  };
}

function rangeOf(entity: { type: string; offset: number; length: number; url?: string }): MarkedRange {
  const { type, offset, length, url } = entity;
  return { type, offset, length, ...(url !== undefined && { url }) };
}

function fileOf(message: Message): FileMention | undefined {
  if ('photo' in message) {
    // The last one is the largest.
    const largest = message.photo.at(-1);
    return largest && mention('photo', largest);
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
  file: { file_id: string; file_size?: number; file_name?: string },
): FileMention {
  return {
    kind,
    id: file.file_id,
    ...(file.file_name !== undefined && { name: file.file_name }),
    ...(file.file_size !== undefined && { bytes: file.file_size }),
  };
}
