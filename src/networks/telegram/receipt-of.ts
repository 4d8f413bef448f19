import type * as Api from 'telegraf/types';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Receipt } from '../../domain/network.ts';

/** The receipt of a message, or of the messages of an album. */
export function receiptOf(messages: readonly Api.Message[], mediaIds: readonly string[], at: Date): Receipt {
  const [first] = messages;
  if (typeof first?.message_id !== 'number' || typeof first.chat?.id !== 'number') {
    const message = 'Telegram said yes without naming the message: nobody can say whether it was published.';
    throw new DeliveryError(message, { kind: 'unknown' });
  }
  const url = messageUrl(first.chat, first.message_id);
  return {
    id: String(first.message_id),
    ...(url === undefined ? {} : { url }),
    at,
    ref: {
      chatId: first.chat.id,
      messageIds: messages.map(message => message.message_id),
      ...(mediaIds.length === 0 ? {} : { mediaIds }),
    },
  };
}

/** The ids of the messages that a receipt stands for: several for an album. */
export function messageIdsOf(receipt: Receipt): readonly number[] {
  const ids = numbers(receipt.ref?.messageIds);
  return ids.length > 0 ? ids : [Number(receipt.id)];
}

/** The ids of the media that the message was published with. */
export function mediaIdsOf(receipt: Receipt): readonly string[] {
  const ids = receipt.ref?.mediaIds;
  return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [];
}

function numbers(value: JsonObject[string] | undefined): readonly number[] {
  return Array.isArray(value) ? value.filter(id => typeof id === 'number') : [];
}

/** A supergroup's or channel's id without the mark that the Bot API puts before it. */
const CHANNEL_MARK = /^-100/;

function messageUrl(chat: Api.Chat, messageId: number): string | undefined {
  if ('username' in chat && chat.username !== undefined && chat.type !== 'private') {
    return `https://t.me/${chat.username}/${messageId}`;
  }
  const id = String(chat.id);
  return CHANNEL_MARK.test(id) ? `https://t.me/c/${id.replace(CHANNEL_MARK, '')}/${messageId}` : undefined;
}
