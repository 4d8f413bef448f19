import type { JsonObject } from '../../domain/json.ts';
import type { Chat, Entity, Message, StoredFile, User, World } from './world.ts';

export function chatJson(chat: Chat, world: World): JsonObject {
  const user = world.users.get(chat.id);
  if (chat.type === 'private' && user !== undefined) {
    return {
      id: chat.id,
      first_name: user.firstName,
      ...(user.username === undefined ? {} : { username: user.username }),
      type: 'private',
    };
  }
  return {
    id: chat.id,
    title: chat.title ?? '',
    ...(chat.username === undefined ? {} : { username: chat.username }),
    type: chat.type,
    ...(chat.isForum === true ? { is_forum: true } : {}),
  };
}

export function userJson(user: User): JsonObject {
  return {
    id: user.id,
    is_bot: false,
    first_name: user.firstName,
    ...(user.username === undefined ? {} : { username: user.username }),
    ...(user.language === undefined ? {} : { language_code: user.language }),
  };
}

export function botJson({ bot }: World): JsonObject {
  return { id: bot.id, is_bot: true, first_name: bot.firstName, username: bot.username };
}

export function unixTime(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** A message as the Bot API writes it. */
export function messageJson(world: World, chat: Chat, message: Message, depth = 0): JsonObject {
  const replied = message.replyTo === undefined ? undefined : chat.messages.get(message.replyTo);
  const pinned = message.pinned === undefined ? undefined : chat.messages.get(message.pinned);
  return {
    message_id: message.id,
    ...senderJson(world, chat, message),
    chat: chatJson(chat, world),
    date: unixTime(message.at),
    ...(message.editedAt === undefined ? {} : { edit_date: unixTime(message.editedAt) }),
    ...(message.topic === undefined ? {} : { message_thread_id: message.topic, is_topic_message: true }),
    ...originJson(world, message),
    ...(replied === undefined || depth > 0 ? {} : { reply_to_message: messageJson(world, chat, replied, 1) }),
    ...(message.groupId === undefined ? {} : { media_group_id: message.groupId }),
    ...contentJson(world, message),
    ...(pinned === undefined ? {} : { pinned_message: messageJson(world, chat, pinned, 1) }),
    ...(message.linkPreview === undefined ? {} : { link_preview_options: message.linkPreview }),
    ...(message.replyMarkup?.inline_keyboard === undefined ? {} : { reply_markup: message.replyMarkup }),
    ...(chat.isProtected === true ? { has_protected_content: true } : {}),
  };
}

function senderJson(world: World, chat: Chat, message: Message): JsonObject {
  if (chat.type === 'channel') return { sender_chat: chatJson(chat, world) };
  const user = message.from === undefined ? undefined : world.users.get(message.from);
  return { from: user === undefined ? botJson(world) : userJson(user) };
}

function originJson(world: World, { origin }: Message): JsonObject {
  const chat = origin === undefined ? undefined : world.chats.get(origin.chat);
  if (origin === undefined || chat === undefined) return {};
  if (chat.type !== 'channel') {
    return { forward_origin: { type: 'user', sender_user: botJson(world), date: unixTime(origin.at) } };
  }
  const from = {
    type: 'channel',
    chat: chatJson(chat, world),
    message_id: origin.message,
    date: unixTime(origin.at),
  };
  return { forward_origin: from };
}

function contentJson(world: World, { content, file: fileId, spoiler }: Message): JsonObject {
  const file = fileId === undefined ? undefined : world.files.get(fileId);
  const entities = content.entities.map(entityJson);
  if (file === undefined) {
    if (content.text === '') return {};
    return { text: content.text, ...(entities.length === 0 ? {} : { entities }) };
  }
  return {
    ...fileJson(file),
    ...(spoiler === true ? { has_media_spoiler: true } : {}),
    ...(content.text === '' ? {} : { caption: content.text }),
    ...(entities.length === 0 ? {} : { caption_entities: entities }),
  };
}

function entityJson({ type, offset, length, url }: Entity): JsonObject {
  return { offset, length, type, ...(url === undefined ? {} : { url }) };
}

const THUMBNAIL = 90;

function fileJson(file: StoredFile): JsonObject {
  const ids = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
  const size = { width: file.width, height: file.height };
  const named = { file_name: file.name, mime_type: file.type };
  switch (file.kind) {
    case 'photo':
      return { photo: [thumbnailJson(file), { ...ids, ...size }] };
    case 'video':
      return { video: { ...ids, ...size, duration: 0, ...named } };
    case 'animation':
      // The real server says both, so that old clients show something.
      return { animation: { ...ids, ...size, duration: 0, ...named }, document: { ...ids, ...named } };
    case 'document':
      return { document: { ...ids, ...named } };
  }
}

/** Ends in `s`: names the small size of the same photo. */
function thumbnailJson({ id, uniqueId, width, height }: StoredFile): JsonObject {
  const scale = Math.min(1, THUMBNAIL / Math.max(width, height, 1));
  return {
    file_id: `${id}s`,
    file_unique_id: `${uniqueId}s`,
    file_size: 1000,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
