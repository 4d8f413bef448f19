import type { Message, Update } from 'telegraf/types';
import type { Roster } from '../domain/member.ts';
import { isWellFormed } from './is-well-formed.ts';
import { type MessageMore, readMessageMore } from './read-message-more.ts';

/** Who an update comes from, as far as the chat wants to know. */
export type Visit =
  | {
      readonly kind: 'message';
      /** `update_id`. */
      readonly update: number;
      readonly admin: number;
      readonly name: string;
      /** Of a file: its caption. */
      readonly text: string;
      /** Beside a bare text; absent where there is nothing more to it. */
      readonly more?: MessageMore;
      readonly languageCode?: string;
    }
  | {
      readonly kind: 'press';
      readonly update: number;
      readonly admin: number;
      readonly name: string;
      readonly query: string;
      readonly data: string;
      /** Absent when the message is too old to be changed. */
      readonly message?: number;
      readonly languageCode?: string;
    }
  /** A person who says `/start` in private, perhaps by a link: is let in by an invitation, or shown the public channels. */
  | {
      readonly kind: 'newcomer';
      readonly chat: number;
      readonly name: string;
      /** What the link had; may be empty. */
      readonly token: string;
      readonly languageCode?: string;
    }
  | { readonly kind: 'nobody' };

const NOBODY: Visit = { kind: 'nobody' };

/**
 * Lets in only what a member wrote or pressed with their own hand in their private chat: nothing forwarded, sent through
 * a bot or in the name of a chat.
 */
export function admitUpdate(update: unknown, members: Pick<Roster, 'find'>): Visit {
  if (!isWellFormed(update)) return NOBODY;
  if ('callback_query' in update) return admitPress(update, members);
  if ('message' in update) return admitMessage(update.update_id, update.message, members);
  return NOBODY;
}

function admitMessage(update: number, message: Message, members: Pick<Roster, 'find'>): Visit {
  const from = message.from;
  const isOwn =
    from !== undefined && !from.is_bot && message.chat.type === 'private' && message.chat.id === from.id;
  const borrowed = ['sender_chat', 'via_bot', 'forward_origin', 'forward_date', 'sender_business_bot'];
  if (!isOwn || borrowed.some(field => field in message)) return NOBODY;
  const more = readMessageMore(message);
  if (!('text' in message) && more?.file === undefined) return NOBODY;
  const language = from.language_code === undefined ? {} : { languageCode: from.language_code };
  if (members.find(String(from.id)) !== undefined) {
    return {
      kind: 'message',
      update,
      admin: from.id,
      name: cleaned(from.first_name),
      text: cleaned(textOf(message)),
      ...(more && { more }),
      ...language,
    };
  }
  if (!('text' in message)) return NOBODY;
  const [start, token = ''] = /^\/start(?:@\w+)?(?:\s+(\S*)|$)/.exec(message.text) ?? [];
  if (start === undefined) return NOBODY;
  return {
    kind: 'newcomer',
    chat: message.chat.id,
    name: cleaned(from.first_name),
    token,
    ...language,
  };
}

/** Without what no text may hold: half a character, and the zero that a database does not take. */
function cleaned(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A file has its words in its caption. */
function textOf(message: Message): string {
  if ('text' in message) return message.text;
  return 'caption' in message && typeof message.caption === 'string' ? message.caption : '';
}

function admitPress(
  { update_id: update, callback_query: query }: Update.CallbackQueryUpdate,
  members: Pick<Roster, 'find'>,
): Visit {
  const { from, message } = query;
  if (
    from.is_bot ||
    members.find(String(from.id)) === undefined ||
    !('data' in query) ||
    message === undefined
  )
    return NOBODY;
  if (message.chat.type !== 'private' || message.chat.id !== from.id) return NOBODY;
  return {
    kind: 'press',
    update,
    admin: from.id,
    name: cleaned(from.first_name),
    query: query.id,
    data: query.data,
    ...(message.date === 0 ? {} : { message: message.message_id }),
    ...(from.language_code === undefined ? {} : { languageCode: from.language_code }),
  };
}
