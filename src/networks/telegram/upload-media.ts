import type { Message } from 'telegraf/types';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { PreparedMedia } from '../../domain/media.ts';
import type { Upload } from '../../domain/network.ts';
import type { Keepsake } from '../../domain/network-definition.ts';
import type { BotClient } from './bot-client.ts';
import type { MediaKind } from './media-kind.ts';
import { bytesSource } from './media-source.ts';
import { withFile } from './with-file.ts';

export interface UploadShelf {
  readonly client: BotClient;
  readonly logChat: number | string;
  readonly keep: Keepsake;
  /** Whose file ids these are: no other bot can use them. */
  readonly botId: string;
}

type Uploading = (media: PreparedMedia, signal: AbortSignal) => Promise<Upload>;

/** Brings each file to the log chat once, however many places show it, and remembers its id over restarts. */
export function createUpload(shelf: UploadShelf): Uploading {
  const underway = new Map<string, Promise<Upload>>();
  return (media, signal) => {
    const known = underway.get(media.id);
    if (known !== undefined) return known;
    const upload = bring(shelf, media, signal);
    underway.set(media.id, upload);
    return upload.finally(() => underway.delete(media.id));
  };
}

async function bring(shelf: UploadShelf, media: PreparedMedia, signal: AbortSignal): Promise<Upload> {
  const name = `file/${shelf.botId}/${media.id}`;
  const kept = await shelf.keep.read(name);
  const ref = kept === undefined ? await send(shelf, media, signal) : (JSON.parse(kept) as Upload['ref']);
  if (kept === undefined) await shelf.keep.write(name, JSON.stringify(ref));
  return { mediaId: media.id, ref };
}

async function send({ client, logChat }: UploadShelf, media: PreparedMedia, signal: AbortSignal) {
  const { kind, source } = bytesSource(media);
  const common = { chat_id: logChat, disable_notification: true };
  const call = { signal, effect: 'only asks', chat: 'the log chat', bytes: media.bytes.length } as const;
  switch (kind) {
    case 'photo':
      return refOf(await client.call('sendPhoto', withFile({ ...common, photo: source }), call));
    case 'video':
      return refOf(await client.call('sendVideo', withFile({ ...common, video: source }), call));
    case 'animation':
      return refOf(await client.call('sendAnimation', withFile({ ...common, animation: source }), call));
  }
}

function refOf(message: Message): Upload['ref'] {
  const file = fileOf(message);
  if (file === undefined) {
    throw new DeliveryError('Telegram took a file without naming it.', { kind: 'unavailable' });
  }
  return { fileId: file.file_id, uniqueId: file.file_unique_id, kind: kindOf(message) };
}

/** What Telegram made of a file: a GIF that stands still is a photo, a video without sound may be an animation. */
function kindOf(message: Message): MediaKind {
  if ('photo' in message) return 'photo';
  return 'animation' in message ? 'animation' : 'video';
}

/** The file of a message; of a photo's sizes the largest. */
export function fileOf(message: Message) {
  if ('photo' in message) return message.photo.at(-1);
  if ('animation' in message) return message.animation;
  return 'video' in message ? message.video : undefined;
}
