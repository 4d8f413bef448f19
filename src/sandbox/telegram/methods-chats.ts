import { badRequest } from './api-error.ts';
import { findChat, findJoinedChat } from './find-chat.ts';
import { botJson, chatJson, messageJson, userJson } from './message-json.ts';
import type { MethodHandler } from './method.ts';

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

export const getMe: MethodHandler = ({ world }) => ({
  ...botJson(world),
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
});

export const getChat: MethodHandler = ({ world }, params) => {
  const chat = findJoinedChat(world, params);
  const pinned = chat.messages.get(chat.pins.at(-1) ?? 0);
  return {
    ...chatJson(chat, world),
    ...(chat.isProtected === true ? { has_protected_content: true } : {}),
    ...(pinned === undefined ? {} : { pinned_message: messageJson(world, chat, pinned, 1) }),
    accent_color_id: 0,
    max_reaction_count: 11,
  };
};

export const getChatMember: MethodHandler = ({ world }, params) => {
  const chat = findChat(world, params);
  const id = params.integer('user_id');
  if (id === world.bot.id) return { user: botJson(world), ...standing(chat.rights, chat.type === 'channel') };
  const user = world.users.get(id ?? 0);
  if (user === undefined) throw badRequest('PARTICIPANT_ID_INVALID');
  return { user: userJson(user), status: chat.type === 'private' ? 'member' : 'left' };
};

function standing(rights: 'post' | 'read' | 'none', isChannel: boolean) {
  if (rights === 'none') return { status: 'left' };
  if (rights === 'read' && !isChannel) return { status: 'member' };
  const may = rights === 'post';
  return {
    status: 'administrator',
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_change_info: false,
    can_delete_messages: may,
    can_invite_users: false,
    can_restrict_members: false,
    can_manage_video_chats: false,
    can_promote_members: false,
    ...(isChannel ? { can_post_messages: may, can_edit_messages: may } : { can_pin_messages: may }),
  };
}

export const sendChatAction: MethodHandler = ({ world }, params) => {
  findJoinedChat(world, params);
  if (!ACTIONS.has(params.text('action'))) throw badRequest('wrong parameter action in request');
  return true;
};

export const getFile: MethodHandler = ({ world }, params) => {
  const id = params.text('file_id');
  const file = world.files.get(id) ?? world.files.get(id.replace(/s$/, ''));
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > 20 * 1024 * 1024) throw badRequest('file is too big');
  return {
    file_id: id,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    file_path: `${file.kind}s/${file.id}`,
  };
};
