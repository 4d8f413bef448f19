import type { Json, JsonObject } from '../../domain/json.ts';
import type { CallbackAnswer } from './callbacks.ts';
import { detectEntities } from './detect-entities.ts';
import { inlineButtons } from './inline-keyboard.ts';
import { chatJson, messageJson, userJson } from './message-json.ts';
import type { Server } from './method.ts';
import { isObject } from './params.ts';
import { takeFile } from './take-file.ts';
import { addMessage, type Chat, type FormattedText, type StoredFile, type User } from './world.ts';

/** A message of a private chat, as the person sees it. */
export interface ChatMessage {
  readonly id: number;
  readonly from: 'user' | 'bot';
  readonly at: Date;
  readonly text: string;
  readonly entities: FormattedText['entities'];
  /** The rows of its inline keyboard. */
  readonly buttons: readonly (readonly {
    readonly text: string;
    readonly data?: string;
    readonly url?: string;
  }[])[];
  readonly file?: StoredFile;
  readonly replyTo?: number;
  readonly edited: boolean;
}

export interface UserMessage {
  /** Formatted as a person formats it; hashtags and addresses are found anyway. */
  readonly entities?: FormattedText['entities'];
  readonly replyTo?: number;
  /** What the person's Telegram is set to. */
  readonly language?: string;
}

export interface UserFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type: string;
  /** Sent as it is, and not as a picture. */
  readonly asDocument?: true;
}

/** Acting as the people who talk to the bot. */
export interface UserSide {
  addUser(user: { readonly id: number; readonly firstName: string; readonly username?: string }): void;
  /** A person writes to the bot. Gives the message's id. */
  sendAsUser(user: number, text: string, options?: UserMessage): number;
  /** A person sends a picture, a video or a document. */
  sendFileAsUser(user: number, file: UserFile, caption?: string, options?: UserMessage): Promise<number>;
  /** A person sends several at once; the caption is that of the first. Gives the messages' ids. */
  sendAlbumAsUser(
    user: number,
    files: readonly UserFile[],
    caption?: string,
    options?: UserMessage,
  ): Promise<readonly number[]>;
  /** A person presses a button of a message of their chat. Gives the id under which the bot answers. */
  pressButton(user: number, messageId: number, data: string, language?: string): string;
  /** Presses what the message need not have, as a changed client can. Gives the id under which the bot answers. */
  forgePress(user: number, messageId: number, data: string, language?: string): string;
  /** Anything that Telegram might bring to a bot; an `update_id` of its own stays. */
  pushUpdate(update: JsonObject): void;
  /** The same, and kinds that the bot has not asked for too. */
  bringUpdate(update: JsonObject): void;
  /** What the bot answered to a pressed button, once it has. */
  callbackAnswer(id: string): CallbackAnswer | undefined;
  /** The chat between a person and the bot, oldest first. */
  chat(user: number): readonly ChatMessage[];
  /** A person stops the bot, or lets it write again. */
  setBlocked(user: number, blocked: boolean): void;
}

export function createUserSide(server: Server): UserSide {
  const { world, callbacks } = server;
  return {
    addUser({ id, firstName, username }) {
      const name = username === undefined ? {} : { username };
      world.users.set(id, { id, firstName, ...name, started: false, blocked: false });
      world.chats.set(id, {
        id,
        type: 'private',
        rights: 'post',
        nextMessageId: 1,
        messages: new Map(),
        pins: [],
      });
    },
    sendAsUser: (id, text, options = {}) => send(server, id, text, {}, options),
    async sendFileAsUser(id, file, caption = '', options = {}) {
      const taken = await takeFile(world, kindOf(file), file);
      return send(server, id, caption, { file: taken.id }, options);
    },
    async sendAlbumAsUser(id, files, caption = '', options = {}) {
      const taken = await Promise.all(files.map(file => takeFile(world, kindOf(file), file)));
      world.counters.group += 1;
      const groupId = String(13_000_000_000 + world.counters.group);
      return taken.map(({ id: file }, index) =>
        send(server, id, index === 0 ? caption : '', { file, groupId }, options),
      );
    },
    pressButton: (id, messageId, data, language) => {
      const message = privateChat(server, id).chat.messages.get(messageId);
      const isThere = inlineButtons(message?.replyMarkup).some(button => button.callback_data === data);
      if (!isThere) throw new Error(`message ${messageId} has no button ${data}`);
      return press(server, id, messageId, data, language);
    },
    forgePress: (id, messageId, data, language) => press(server, id, messageId, data, language),
    pushUpdate: update => server.updates.push(update),
    bringUpdate: update => server.updates.bring(update),
    callbackAnswer: id => callbacks.answerTo(id),
    chat: id =>
      [...privateChat(server, id).chat.messages.values()].map(message => chatMessage(server, message)),
    setBlocked: (id, blocked) => setBlocked(server, id, blocked),
  };
}

function press(server: Server, id: number, messageId: number, data: string, language?: string): string {
  const { world, updates, callbacks } = server;
  const { user: known, chat } = privateChat(server, id);
  const user = language === undefined ? known : { ...known, language };
  world.users.set(id, user);
  const message = chat.messages.get(messageId);
  if (message === undefined) throw new Error(`there is no message ${messageId}`);
  const query = callbacks.open();
  updates.push({
    callback_query: {
      id: query,
      from: userJson(user),
      message: messageJson(world, chat, message),
      chat_instance: String(chat.id),
      data,
    },
  });
  return query;
}

function setBlocked(server: Server, id: number, blocked: boolean): void {
  const { user, chat } = privateChat(server, id);
  server.world.users.set(id, { ...user, blocked });
  server.updates.push({ my_chat_member: membership(server, user, chat, blocked) });
}

function privateChat({ world }: Server, id: number): { user: User; chat: Chat } {
  const user = world.users.get(id);
  const chat = world.chats.get(id);
  if (user === undefined || chat === undefined) throw new Error(`there is no person ${id}`);
  return { user, chat };
}

function send(
  server: Server,
  id: number,
  text: string,
  file: { readonly file?: string; readonly groupId?: string },
  { replyTo, language, entities = [] }: UserMessage,
): number {
  const { world, updates } = server;
  const { user, chat } = privateChat(server, id);
  const spoken = language === undefined ? {} : { language };
  world.users.set(id, { ...user, ...spoken, started: true, blocked: false });
  const content = { text, entities: detectEntities(text, entities) };
  const reply = replyTo === undefined ? {} : { replyTo };
  const message = addMessage(world, chat, { from: id, content, ...file, ...reply });
  updates.push({ message: messageJson(world, chat, message) });
  return message.id;
}

/** As a person's Telegram sends it: what it can show, it shows. */
function kindOf({ type, asDocument }: UserFile): 'video' | 'photo' | 'document' {
  if (asDocument === true) return 'document';
  if (type.startsWith('video/')) return 'video';
  return /^image\/(jpeg|png|webp)$/.test(type) ? 'photo' : 'document';
}

function chatMessage({ world }: Server, message: Parameters<typeof messageJson>[2]): ChatMessage {
  const file = world.files.get(message.file ?? '');
  return {
    id: message.id,
    from: message.from === undefined ? 'bot' : 'user',
    at: new Date(message.at),
    text: message.content.text,
    entities: message.content.entities,
    buttons: rowsOf(message.replyMarkup?.inline_keyboard),
    ...(file === undefined ? {} : { file }),
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    edited: message.editedAt !== undefined,
  };
}

function rowsOf(rows: Json | undefined): ChatMessage['buttons'] {
  if (!Array.isArray(rows)) return [];
  return rows.map(row => (Array.isArray(row) ? row.filter(isObject).map(buttonOf) : []));
}

function buttonOf({ text, callback_data: data, url }: JsonObject) {
  return {
    text: String(text),
    ...(typeof data === 'string' ? { data } : {}),
    ...(typeof url === 'string' ? { url } : {}),
  };
}

function membership({ world }: Server, user: User, chat: Chat, blocked: boolean): JsonObject {
  const bot = {
    id: world.bot.id,
    is_bot: true,
    first_name: world.bot.firstName,
    username: world.bot.username,
  };
  const member = { user: bot, status: 'member' };
  const kicked = { user: bot, status: 'kicked', until_date: 0 };
  return {
    chat: chatJson(chat, world),
    from: userJson(user),
    date: Math.floor(world.now().getTime() / 1000),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  };
}
