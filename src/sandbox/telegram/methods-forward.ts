import { badRequest } from './api-error.ts';
import { findJoinedChat, findMessage, findWritableChat } from './find-chat.ts';
import { messageJson } from './message-json.ts';
import type { MethodHandler } from './method.ts';
import { readCaptionOf } from './methods-send.ts';
import type { Params } from './params.ts';
import { readCommon } from './send-common.ts';
import { addMessage, type Chat, type Message, type MessageDraft } from './world.ts';

const MOST = 100;

export const forwardMessage: MethodHandler = ({ world, flood }, params) => {
  const chat = findWritableChat(world, params);
  const from = findJoinedChat(world, params, 'from_chat_id');
  const message = findMessage(from, params, 'message to forward not found');
  if (!isMovable(from, message)) throw badRequest("message can't be forwarded");
  flood.count(chat, 1);
  return messageJson(world, chat, addMessage(world, chat, forwarded(from, message)));
};

/** What cannot be found or forwarded is left out. */
export const forwardMessages: MethodHandler = ({ world, flood }, params) => {
  const chat = findWritableChat(world, params);
  const from = findJoinedChat(world, params, 'from_chat_id');
  const messages = readIds(params)
    .map(id => from.messages.get(id))
    .filter(message => message !== undefined)
    .filter(message => isMovable(from, message));
  if (messages.length === 0) throw badRequest('there are no messages to forward');
  flood.count(chat, messages.length);
  return messages.map(message => ({ message_id: addMessage(world, chat, forwarded(from, message)).id }));
};

export const copyMessage: MethodHandler = ({ world, flood }, params) => {
  const chat = findWritableChat(world, params);
  const from = findJoinedChat(world, params, 'from_chat_id');
  const message = findMessage(from, params, 'message to copy not found');
  if (!isMovable(from, message)) throw badRequest("message can't be copied");
  const common = readCommon(chat, params);
  flood.count(chat, 1);
  const content =
    message.file !== undefined && params.has('caption') ? readCaptionOf(params) : message.content;
  const copy = addMessage(world, chat, { ...body(message), content, ...common });
  return { message_id: copy.id };
};

function readIds(params: Params): readonly number[] {
  const ids = (params.list('message_ids') ?? []).map(Number);
  if (ids.length === 0) throw badRequest('there are no messages to forward');
  if (ids.length > MOST) throw badRequest('too much messages to forward');
  if (ids.some((id, index) => id <= (ids[index - 1] ?? 0))) {
    throw badRequest('message identifiers must be in a strictly increasing order');
  }
  return ids;
}

function isMovable(from: Chat, message: Message): boolean {
  return from.isProtected !== true && message.pinned === undefined;
}

function forwarded(from: Chat, message: Message): MessageDraft {
  const origin = message.origin ?? { chat: from.id, message: message.id, at: message.at };
  return { ...body(message), origin };
}

function body({ content, file, spoiler }: Message): MessageDraft {
  return { content, ...(file === undefined ? {} : { file }), ...(spoiler === undefined ? {} : { spoiler }) };
}
