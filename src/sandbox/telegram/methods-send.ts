import { badRequest } from './api-error.ts';
import { findWritableChat } from './find-chat.ts';
import { messageJson } from './message-json.ts';
import type { MethodHandler } from './method.ts';
import { isObject, type Params } from './params.ts';
import { readCaption, readText } from './read-text.ts';
import { readCommon, readLinkPreview } from './send-common.ts';
import { takeFile } from './take-file.ts';
import { addMessage, type FileKind, type MessageDraft, type World } from './world.ts';

const ALBUM = { least: 2, most: 10 };

export const sendMessage: MethodHandler = ({ world, flood }, params) => {
  const chat = findWritableChat(world, params);
  const content = readText({
    text: params.text('text'),
    parseMode: params.text('parse_mode'),
    entities: params.list('entities'),
  });
  const common = readCommon(chat, params);
  const linkPreview = readLinkPreview(params);
  flood.count(chat, 1);
  const preview = linkPreview === undefined ? {} : { linkPreview };
  return messageJson(world, chat, addMessage(world, chat, { content, ...common, ...preview }));
};

function sendFile(kind: FileKind): MethodHandler {
  return async ({ world, flood }, params) => {
    const chat = findWritableChat(world, params);
    const content = readCaptionOf(params);
    const common = readCommon(chat, params);
    const file = await takeFile(world, kind, params.file(kind) ?? attached(params, params.raw(kind)));
    flood.count(chat, 1);
    const spoiler = params.flag('has_spoiler') && kind !== 'document' ? ({ spoiler: true } as const) : {};
    const message = addMessage(world, chat, { content, file: file.id, ...spoiler, ...common });
    return messageJson(world, chat, message);
  };
}

export const sendPhoto = sendFile('photo');
export const sendVideo = sendFile('video');
export const sendAnimation = sendFile('animation');
export const sendDocument = sendFile('document');

export const sendMediaGroup: MethodHandler = async ({ world, flood }, params) => {
  const chat = findWritableChat(world, params);
  const items = params.list('media');
  if (items === undefined || items.length < ALBUM.least)
    throw badRequest('there must be at least 2 media in an album');
  if (items.length > ALBUM.most) throw badRequest('too many messages to send as an album');
  const common = readCommon(chat, params);
  const drafts: MessageDraft[] = [];
  for (const item of items) drafts.push(await readItem(world, params, item));
  checkMixture(drafts.map(({ file }) => world.files.get(file ?? '')?.kind));
  flood.count(chat, drafts.length);
  world.counters.group += 1;
  const groupId = String(13_000_000_000 + world.counters.group);
  return drafts.map(draft =>
    messageJson(world, chat, addMessage(world, chat, { ...draft, ...common, groupId })),
  );
};

/** One `InputMedia`. */
export async function readItem(world: World, params: Params, item: unknown): Promise<MessageDraft> {
  const media = item as Parameters<typeof isObject>[0];
  if (!isObject(media)) throw badRequest("can't parse InputMedia: expected an Object");
  const kind = ['photo', 'video', 'animation', 'document'].find(known => known === media.type);
  if (kind === undefined) throw badRequest("can't parse InputMedia: media type is unsupported");
  const file = await takeFile(world, kind as FileKind, attached(params, media.media));
  const entities = Array.isArray(media.caption_entities) ? media.caption_entities : undefined;
  const content = readCaption({
    text: typeof media.caption === 'string' ? media.caption : '',
    parseMode: typeof media.parse_mode === 'string' ? media.parse_mode : '',
    entities,
  });
  return { content, file: file.id, ...(media.has_spoiler === true ? { spoiler: true } : {}) };
}

/** Documents go with documents; pictures and videos go together. */
function checkMixture(kinds: readonly (FileKind | undefined)[]): void {
  const documents = kinds.filter(kind => kind === 'document').length;
  if (kinds.includes('animation') || (documents > 0 && documents < kinds.length)) {
    throw badRequest("can't use the media of the specified type in the album");
  }
}

/** `attach://name` stands for the file of that name in the form. */
function attached(params: Params, value: ReturnType<Params['raw']>) {
  if (typeof value !== 'string') return undefined;
  const name = /^attach:\/\/(.+)$/.exec(value)?.[1];
  return name === undefined ? value : params.file(name);
}

export function readCaptionOf(params: Params) {
  return readCaption({
    text: params.text('caption'),
    parseMode: params.text('parse_mode'),
    entities: params.list('caption_entities'),
  });
}
