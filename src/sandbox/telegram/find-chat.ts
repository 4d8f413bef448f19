import { ApiError, badRequest } from './api-error.ts';
import type { Params } from './params.ts';
import type { Chat, Message, World } from './world.ts';

/** The chat that a parameter names by id or `@name`. */
export function findChat(world: World, params: Params, field = 'chat_id'): Chat {
  const value = params.raw(field);
  if (value === undefined || value === '') throw badRequest(`${field} is empty`);
  const name = String(value);
  const chat = name.startsWith('@') ? byName(world, name.slice(1)) : world.chats.get(Number(name));
  if (chat === undefined) throw badRequest('chat not found');
  return chat;
}

/** The same, where the bot has to be a member. */
export function findJoinedChat(world: World, params: Params, field = 'chat_id'): Chat {
  const chat = findChat(world, params, field);
  if (chat.type === 'private') checkPrivate(world, chat);
  else if (chat.rights === 'none')
    throw new ApiError(403, `Forbidden: bot is not a member of the ${chatName(chat)} chat`);
  return chat;
}

/** The same, where the bot has to be allowed to write. */
export function findWritableChat(world: World, params: Params): Chat {
  const chat = findJoinedChat(world, params);
  if (chat.rights !== 'post') {
    throw badRequest(
      chat.type === 'channel'
        ? 'need administrator rights in the channel chat'
        : 'not enough rights to send text messages to the chat',
    );
  }
  return chat;
}

function byName(world: World, name: string): Chat | undefined {
  return [...world.chats.values()].find(chat => chat.username?.toLowerCase() === name.toLowerCase());
}

function chatName(chat: Chat): string {
  return chat.type === 'channel' ? 'channel' : chat.type;
}

function checkPrivate(world: World, chat: Chat): void {
  const user = world.users.get(chat.id);
  if (user?.blocked === true) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  if (user?.started !== true) {
    throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
  }
}

/** The message that a parameter names; `missing` is what the server says where there is none. */
export function findMessage(chat: Chat, params: Params, missing: string, field = 'message_id'): Message {
  const id = params.integer(field);
  if (id === undefined) throw badRequest('message identifier is not specified');
  const message = chat.messages.get(id);
  if (message === undefined) throw badRequest(missing);
  return message;
}
