import type { JsonObject } from '../../domain/json.ts';

/** A run of a message's text, as the Bot API writes it; offsets in UTF-16 code units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

export type FileKind = 'photo' | 'video' | 'animation' | 'document';

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly kind: FileKind;
  readonly type: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** As they came. */
  readonly bytes: Uint8Array;
}

export interface User {
  readonly id: number;
  readonly firstName: string;
  readonly username?: string;
  /** What the person's Telegram is set to. */
  readonly language?: string;
  /** A bot cannot write first. */
  readonly started: boolean;
  readonly blocked: boolean;
}

export interface Message {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A user's id; absent for the bot's own messages. */
  readonly from?: number;
  readonly content: FormattedText;
  /** Id of a file. */
  readonly file?: string;
  readonly spoiler?: true;
  readonly groupId?: string;
  readonly replyTo?: number;
  readonly topic?: number;
  readonly editedAt?: number;
  readonly linkPreview?: JsonObject;
  readonly replyMarkup?: JsonObject;
  readonly silent?: true;
  readonly origin?: { readonly chat: number; readonly message: number; readonly at: number };
  /** A service message: the pinning of another message. */
  readonly pinned?: number;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly username?: string;
  /** Of a channel's posts, for its timeline. */
  readonly language?: string;
  readonly isProtected?: true;
  readonly isForum?: true;
  /** `none`: the bot was thrown out; `read`: it is no administrator that may post. */
  readonly rights: 'post' | 'read' | 'none';
  nextMessageId: number;
  /** Oldest first. */
  readonly messages: Map<number, Message>;
  readonly pins: number[];
}

export interface Bot {
  readonly id: number;
  readonly token: string;
  readonly firstName: string;
  readonly username: string;
}

/** Everything the server knows. */
export interface World {
  readonly bot: Bot;
  readonly now: () => Date;
  readonly chats: Map<number, Chat>;
  readonly users: Map<number, User>;
  readonly files: Map<string, StoredFile>;
  /** By scope and language. */
  readonly commands: Map<string, readonly JsonObject[]>;
  readonly counters: { file: number; group: number; callback: number; update: number };
  /** Tells everyone who watches that something changed. */
  changed(): void;
}

/** A message that has no id and no time yet. */
export type MessageDraft = Omit<Message, 'id' | 'at'>;

/** Puts a message at the end of a chat under its next id. */
export function addMessage(world: World, chat: Chat, message: MessageDraft): Message {
  const added = { ...message, id: chat.nextMessageId, at: world.now().getTime() };
  chat.nextMessageId += 1;
  chat.messages.set(added.id, added);
  world.changed();
  return added;
}

export function replaceMessage(world: World, chat: Chat, message: Message): Message {
  chat.messages.set(message.id, message);
  world.changed();
  return message;
}
