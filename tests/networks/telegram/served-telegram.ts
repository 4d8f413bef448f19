import type { Media, PreparedMedia } from '../../../src/domain/media.ts';
import type { Network } from '../../../src/domain/network.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Post } from '../../../src/domain/post.ts';
import { telegram } from '../../../src/networks/telegram/definition.ts';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';
import {
  createTelegramSandbox,
  type TelegramSandbox,
  type TelegramSandboxOptions,
} from '../../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { makePost, paragraph } from '../../domain/thread/make-post.ts';
import { contextsOf, createTestClock, partsOf, type TestClock } from '../serving.ts';

export const place: Place = {
  id: 'telegram-en',
  network: 'telegram',
  language: 'en',
  address: '@solidarity_en',
};
export const EN = -1_001_000_000_001;

export const partOf = partsOf(4096, 'UTF-16 units');
export const { publishContext, findContext } = contextsOf(place);

export interface ServedTelegram extends AsyncDisposable {
  readonly sandbox: TelegramSandbox;
  readonly server: SandboxServer;
  readonly network: Network;
  readonly clock: TestClock;
  /** What the adapter put in its drawer. */
  readonly drawer: Map<string, string>;
}

export interface ServedOptions extends Partial<Omit<TelegramSandboxOptions, 'now'>> {
  readonly timeoutMs?: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly withoutLogChat?: true;
  readonly proxyUrl?: string;
}

/** The real adapter connected to a local Bot API server. */
export async function servedTelegram(options: ServedOptions = {}): Promise<ServedTelegram> {
  const clock = createTestClock();
  const { timeoutMs = 5000, settings, withoutLogChat, proxyUrl, ...rest } = options;
  const sandbox = createTelegramSandbox({ now: clock.now, floodControl: false, ...rest });
  const server = await serveSandbox(sandbox);
  const { TELEGRAM_LOG_CHAT: logChat = '', ...given } = server.settings;
  const drawer = new Map<string, string>();
  const network = await telegram.connect({
    settings: { ...given, ...(withoutLogChat ? {} : { TELEGRAM_LOG_CHAT: logChat }), ...settings },
    now: clock.now,
    timeoutMs,
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    keep: {
      read: async name => drawer.get(name),
      write: async (name, value) => void drawer.set(name, value),
    },
  });
  return {
    sandbox,
    server,
    network,
    clock,
    drawer,
    async [Symbol.asyncDispose]() {
      await network.close?.();
      await server.close();
    },
  };
}

export function postOf(text: string, change: Partial<Post> = {}): Post {
  return makePost([paragraph(text)], change);
}

export function mediaOf(id: string, change: Partial<Media> = {}): Media {
  return { id, path: `${id}.png`, type: 'image/png', alt: `What ${id} shows`, ...change };
}

export function preparedOf(media: Media, bytes: Uint8Array, size = 40): PreparedMedia {
  return { id: media.id, type: media.type, alt: media.alt, bytes, width: size, height: size };
}
