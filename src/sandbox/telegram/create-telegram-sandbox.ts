import type { SandboxChat } from '../sandbox-chat.ts';
import type { SandboxNetwork } from '../sandbox-network.ts';
import type { TimelineListener } from '../timeline.ts';
import { createAdminChat } from './admin-chat.ts';
import { createBotApi } from './bot-api.ts';
import { callWebhook } from './call-webhook.ts';
import { createCallbacks } from './callbacks.ts';
import {
  ADMIN_ID,
  CHANNELS,
  createWorld,
  LOG_CHAT_ID,
  type SandboxChannel,
  SECOND_ID,
} from './create-world.ts';
import { createFloodControl, type FloodControl } from './flood-control.ts';
import type { Server } from './method.ts';
import { methodNamed } from './methods.ts';
import { createParams } from './params.ts';
import { restoreWorld, snapshotWorld } from './snapshot-world.ts';
import { timelineOf } from './timeline-of.ts';
import { createUpdates } from './updates.ts';
import { createUserSide, type UserSide } from './user-side.ts';
import type { Chat, World } from './world.ts';

export interface TelegramSandboxOptions {
  readonly now: () => Date;
  /** 30 messages a second, one a second in a chat, 20 a minute in a channel; on unless told. */
  readonly floodControl?: boolean;
  /** In place of the one English and the one Russian channel. */
  readonly channels?: readonly SandboxChannel[];
}

export interface TelegramSandbox extends SandboxNetwork, UserSide {
  /** The person whose id stands in TELEGRAM_ADMINS. */
  readonly admin: number;
  readonly logChat: number;
  /** That person's chat with the bot, as the page shows it. */
  readonly adminChat: SandboxChat;
  /** A second owner's. */
  readonly secondChat: SandboxChat;
  /** Changes what a chat allows the bot, or is: thrown out, no right to post, protected, a forum. */
  changeChat(id: number, change: Partial<Pick<Chat, 'rights' | 'isProtected' | 'isForum'>>): void;
  /** The ids of the messages of any chat, service messages among them. */
  messageIds(chat: number): readonly number[];
}

export function createTelegramSandbox(options: TelegramSandboxOptions): TelegramSandbox {
  const { now, channels = CHANNELS } = options;
  const listeners = new Set<TimelineListener>();
  const onChange = (listener: TimelineListener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const world = createWorld(now, channels, () => {
    for (const listener of listeners) listener();
  });
  const server = createServer(world, options);
  const users = createUserSide(server);

  return {
    name: 'telegram',
    app: createBotApi(server),
    settings: url => settingsOf(server, channels, url),
    timeline: () => timelineOf(world),
    onChange,
    snapshot: () => snapshotWorld(world, server.updates),
    restore: snapshot => restoreWorld(world, server.updates, snapshot),
    admin: ADMIN_ID,
    logChat: LOG_CHAT_ID,
    adminChat: createAdminChat(world, users, { id: ADMIN_ID, name: 'First owner' }, onChange),
    secondChat: createAdminChat(world, users, { id: SECOND_ID, name: 'Second owner' }, onChange),
    changeChat(id, change) {
      const chat = world.chats.get(id);
      if (chat !== undefined) world.chats.set(id, { ...chat, ...change });
    },
    messageIds: id => [...(world.chats.get(id)?.messages.keys() ?? [])],
    ...users,
  };
}

function createServer(world: World, { now, floodControl = true }: TelegramSandboxOptions): Server {
  const updates = createUpdates(world);
  const callbacks = createCallbacks(() => {
    world.counters.callback += 1;
    return world.counters.callback;
  });
  const server: Server = {
    world,
    updates,
    callbacks,
    flood: floodControl ? createFloodControl(now) : NO_FLOOD,
  };
  callWebhook(world, updates, async (method, values) => {
    await methodNamed(method)?.(server, createParams(new Map(Object.entries(values)), new Map()));
  });
  return server;
}

const NO_FLOOD: FloodControl = { count: () => {} };

function settingsOf(
  { world }: Server,
  channels: readonly SandboxChannel[],
  url: string,
): Readonly<Record<string, string>> {
  const places = channels.flatMap(({ id, username, language }) =>
    language === undefined
      ? []
      : [
          [
            `TELEGRAM_CHANNEL_${language.toUpperCase()}`,
            username === undefined ? String(id) : `@${username}`,
          ],
        ],
  );
  return {
    TELEGRAM_BOT_TOKEN: world.bot.token,
    TELEGRAM_ADMINS: `${ADMIN_ID},${SECOND_ID}`,
    ...Object.fromEntries(places),
    TELEGRAM_LOG_CHAT: String(LOG_CHAT_ID),
    TELEGRAM_API_ROOT: url,
  };
}
