import type { JsonObject } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import { readReplyMarkup } from './inline-keyboard.ts';
import type { Params } from './params.ts';
import type { Chat, Message } from './world.ts';

type Common = Pick<Message, 'replyTo' | 'topic' | 'silent' | 'replyMarkup'>;

/** What every call that sends a message may say. */
export function readCommon(chat: Chat, params: Params): Common {
  const replyTo = readReply(chat, params);
  const topic = readTopic(chat, params);
  const replyMarkup = readReplyMarkup(params);
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(topic === undefined ? {} : { topic }),
    ...(params.flag('disable_notification') ? { silent: true } : {}),
    ...(replyMarkup === undefined ? {} : { replyMarkup }),
  };
}

function readReply(chat: Chat, params: Params): number | undefined {
  const reply = params.object('reply_parameters');
  if (reply === undefined) return undefined;
  const id = Number(reply.message_id);
  if (!Number.isSafeInteger(id) || id <= 0) throw badRequest('message identifier is not specified');
  const message = chat.messages.get(id);
  if (message !== undefined && message.pinned === undefined) return id;
  if (reply.allow_sending_without_reply === true) return undefined;
  throw badRequest('message to be replied not found');
}

function readTopic(chat: Chat, params: Params): number | undefined {
  const topic = params.integer('message_thread_id');
  if (topic === undefined) return undefined;
  if (chat.isForum !== true || topic <= 0) throw badRequest('message thread not found');
  return topic;
}

/** `link_preview_options`, with what the server does not know left away. */
export function readLinkPreview(params: Params): JsonObject | undefined {
  const given = params.object('link_preview_options');
  if (given === undefined) return undefined;
  const url = given.url;
  if (url !== undefined && (typeof url !== 'string' || !URL.canParse(url))) {
    throw badRequest('wrong HTTP URL specified');
  }
  const flags = ['is_disabled', 'prefer_small_media', 'prefer_large_media', 'show_above_text'];
  const set = flags.filter(flag => given[flag] === true).map(flag => [flag, true] as const);
  return { ...Object.fromEntries(set), ...(url === undefined ? {} : { url }) };
}
