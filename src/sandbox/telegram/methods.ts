import type { MethodHandler } from './method.ts';
import { answerCallbackQuery } from './methods-callbacks.ts';
import { getChat, getChatMember, getFile, getMe, sendChatAction } from './methods-chats.ts';
import { deleteMyCommands, getMyCommands, setMyCommands } from './methods-commands.ts';
import {
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './methods-edit.ts';
import { copyMessage, forwardMessage, forwardMessages } from './methods-forward.ts';
import { deleteMessage, deleteMessages, pinChatMessage, unpinChatMessage } from './methods-messages.ts';
import {
  sendAnimation,
  sendDocument,
  sendMediaGroup,
  sendMessage,
  sendPhoto,
  sendVideo,
} from './methods-send.ts';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './methods-updates.ts';

const METHODS = {
  answerCallbackQuery,
  copyMessage,
  deleteMessage,
  deleteMessages,
  deleteMyCommands,
  deleteWebhook,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
  forwardMessage,
  forwardMessages,
  getChat,
  getChatMember,
  getFile,
  getMe,
  getMyCommands,
  getUpdates,
  getWebhookInfo,
  pinChatMessage,
  sendAnimation,
  sendChatAction,
  sendDocument,
  sendMediaGroup,
  sendMessage,
  sendPhoto,
  sendVideo,
  setMyCommands,
  setWebhook,
  unpinChatMessage,
} satisfies Record<string, MethodHandler>;

const byName: ReadonlyMap<string, MethodHandler> = new Map(
  Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method]),
);

/** Names are compared without regard to case, as the real server does. */
export function methodNamed(name: string): MethodHandler | undefined {
  return byName.get(name.toLowerCase());
}
