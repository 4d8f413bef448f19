import { isDeepStrictEqual } from 'node:util';
import { badRequest } from './api-error.ts';
import { findMessage, findWritableChat } from './find-chat.ts';
import { readReplyMarkup } from './inline-keyboard.ts';
import { messageJson } from './message-json.ts';
import type { MethodHandler, Server } from './method.ts';
import { readCaptionOf, readItem } from './methods-send.ts';
import type { Params } from './params.ts';
import { readText } from './read-text.ts';
import { readLinkPreview } from './send-common.ts';
import { type Message, replaceMessage } from './world.ts';

const UNCHANGED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

type Change = (message: Message, params: Params, server: Server) => Promise<Message> | Message;

/** The keyboard is always replaced: a call that names none takes it away. */
function editing(change: Change): MethodHandler {
  return async (server, params) => {
    const { world } = server;
    const chat = findWritableChat(world, params);
    const message = findMessage(chat, params, 'message to edit not found');
    if (message.from !== undefined || message.origin !== undefined || message.pinned !== undefined) {
      throw badRequest("message can't be edited");
    }
    const { replyMarkup: _, ...bare } = await change(message, params, server);
    const replyMarkup = readReplyMarkup(params);
    const edited = { ...bare, ...(replyMarkup === undefined ? {} : { replyMarkup }) };
    if (isDeepStrictEqual(edited, message)) throw badRequest(UNCHANGED);
    return messageJson(
      world,
      chat,
      replaceMessage(world, chat, { ...edited, editedAt: world.now().getTime() }),
    );
  };
}

export const editMessageText = editing((message, params) => {
  if (message.file !== undefined) throw badRequest('there is no text in the message to edit');
  const content = readText({
    text: params.text('text'),
    parseMode: params.text('parse_mode'),
    entities: params.list('entities'),
  });
  const linkPreview = readLinkPreview(params);
  const { linkPreview: _, ...rest } = message;
  return { ...rest, content, ...(linkPreview === undefined ? {} : { linkPreview }) };
});

export const editMessageCaption = editing((message, params) => {
  if (message.file === undefined) throw badRequest('there is no caption in the message to edit');
  return { ...message, content: readCaptionOf(params) };
});

export const editMessageMedia = editing(async (message, params, { world }) => {
  const { spoiler: _, ...rest } = message;
  const replacement = await readItem(world, params, params.object('media'));
  const kind = world.files.get(replacement.file ?? '')?.kind;
  if (message.groupId !== undefined && kind === 'animation') {
    throw badRequest("can't use the media of the specified type in the album");
  }
  return { ...rest, ...replacement };
});

export const editMessageReplyMarkup = editing(message => message);
