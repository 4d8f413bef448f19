import type { Message, MessageEntity } from 'telegraf/types';
import type { Part } from '../../domain/draft.ts';
import type { Upload } from '../../domain/network.ts';
import { entitiesOf } from './entities-of.ts';
import { fileOf } from './upload-media.ts';

/** Is this message what publishing the part would have made? */
export function isSameMessage(message: Message, part: Part, uploads: readonly Upload[]): boolean {
  return hasSameText(message, part) && hasSameFile(message, part, uploads);
}

function hasSameText(message: Message, part: Part): boolean {
  const text = 'text' in message ? message.text : 'caption' in message ? (message.caption ?? '') : '';
  if (cleaned(text) !== cleaned(part.text)) return false;
  const entities =
    ('entities' in message ? message.entities : undefined) ??
    ('caption_entities' in message ? message.caption_entities : undefined) ??
    [];
  return links(entities).join('\n') === links(entitiesOf(part.marks)).join('\n');
}

/** Only the addresses of links: the server finds tags by itself, cuts formatting at other places and trims the text. */
function links(entities: readonly MessageEntity[]): readonly string[] {
  return entities.flatMap(entity => (entity.type === 'text_link' ? [normalUrl(entity.url)] : []));
}

function normalUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

/** Without what the server takes out of a text or puts in its place. */
function cleaned(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/[\u2028-\u202e\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function hasSameFile(message: Message, part: Part, uploads: readonly Upload[]): boolean {
  const file = fileOf(message);
  const [first] = part.media;
  if (first === undefined) return file === undefined;
  if (file === undefined) return false;
  const upload = uploads.find(({ mediaId }) => mediaId === first.id);
  // Without an upload the file's id is not known, and a caption has to be enough.
  return upload === undefined ? part.text !== '' : upload.ref.uniqueId === file.file_unique_id;
}
