import type { Chat, World } from './world.ts';

/** A channel of the sandbox. */
export interface SandboxChannel {
  /** Starts with -100. */
  readonly id: number;
  readonly title: string;
  readonly username?: string;
  readonly language?: string;
  /** Nothing may be forwarded from it. */
  readonly isProtected?: true;
}

export const ADMIN_ID = 100_000_001;
/** Another owner, so that one person can try what takes two. */
export const SECOND_ID = 100_000_003;
export const LOG_CHAT_ID = -1_001_000_000_009;

export const CHANNELS: readonly SandboxChannel[] = [
  { id: -1_001_000_000_001, title: 'Day of Solidarity', username: 'solidarity_en', language: 'en' },
  { id: -1_001_000_000_002, title: 'День солидарности', username: 'solidarity_ru', language: 'ru' },
];

/** A bot, its channels, its log chat, and two admins who have started it. */
export function createWorld(
  now: () => Date,
  channels: readonly SandboxChannel[],
  changed: () => void,
): World {
  const chats: Chat[] = [
    ...channels.map(channel => ({ ...empty(), ...channel, type: 'channel' as const })),
    { ...empty(), id: LOG_CHAT_ID, type: 'supergroup', title: 'Log' },
    { ...empty(), id: ADMIN_ID, type: 'private' },
    { ...empty(), id: SECOND_ID, type: 'private' },
  ];
  return {
    // Shaped like a token and recognisable as none.
    bot: {
      id: 7_000_000_000,
      token: `7000000000:${'SANDBOX'.padEnd(35, '_')}`,
      firstName: 'Solidarity',
      username: 'solidarity_sandbox_bot',
    },
    now,
    chats: new Map(chats.map(chat => [chat.id, chat])),
    users: new Map([
      [ADMIN_ID, { id: ADMIN_ID, firstName: 'Admin', username: 'admin', started: true, blocked: false }],
      [SECOND_ID, { id: SECOND_ID, firstName: 'Second', username: 'second', started: true, blocked: false }],
    ]),
    files: new Map(),
    commands: new Map(),
    counters: { file: 0, group: 0, callback: 0, update: 0 },
    changed,
  };
}

function empty() {
  return { rights: 'post' as const, nextMessageId: 1, messages: new Map(), pins: [] };
}
