import { badRequest } from './api-error.ts';
import { findJoinedChat, findMessage, findWritableChat } from './find-chat.ts';
import type { MethodHandler } from './method.ts';
import { addMessage, type Chat, type Message, type World } from './world.ts';

/** Outside of channels a message older than this stays. */
const DELETABLE_MS = 48 * 60 * 60 * 1000;

export const deleteMessage: MethodHandler = ({ world }, params) => {
  const chat = findJoinedChat(world, params);
  const message = findMessage(chat, params, 'message to delete not found');
  remove(world, chat, message);
  return true;
};

export const deleteMessages: MethodHandler = ({ world }, params) => {
  const chat = findJoinedChat(world, params);
  const ids = params.list('message_ids') ?? [];
  if (ids.length === 0 || ids.length > 100) throw badRequest('message identifiers are not specified');
  for (const id of ids) {
    const message = chat.messages.get(Number(id));
    if (message !== undefined) remove(world, chat, message);
  }
  return true;
};

function remove(world: World, chat: Chat, message: Message): void {
  const isOld = chat.type !== 'channel' && world.now().getTime() - message.at > DELETABLE_MS;
  if (isOld || (chat.type !== 'private' && chat.rights !== 'post'))
    throw badRequest("message can't be deleted");
  chat.messages.delete(message.id);
  unpin(chat, message.id);
  world.changed();
}

export const pinChatMessage: MethodHandler = ({ world }, params) => {
  const chat = findWritableChat(world, params);
  const message = findMessage(chat, params, 'message to pin not found');
  if (message.pinned !== undefined) throw badRequest("message can't be pinned");
  if (chat.pins.includes(message.id)) return true;
  chat.pins.push(message.id);
  addMessage(world, chat, { content: { text: '', entities: [] }, pinned: message.id });
  return true;
};

export const unpinChatMessage: MethodHandler = ({ world }, params) => {
  const chat = findWritableChat(world, params);
  const id = params.integer('message_id') ?? chat.pins.at(-1);
  if (id === undefined || !unpin(chat, id)) throw badRequest('message to unpin not found');
  world.changed();
  return true;
};

function unpin(chat: Chat, id: number): boolean {
  const index = chat.pins.indexOf(id);
  if (index !== -1) chat.pins.splice(index, 1);
  return index !== -1;
}
