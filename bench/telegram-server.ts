import { Hono } from 'hono';
import { serveSandbox } from '../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../src/sandbox/telegram/create-telegram-sandbox.ts';

/** The Telegram sandbox with any number of channels, and a record of every call that publishes. */
export interface TelegramServer extends AsyncDisposable {
  /** With these the bot reaches it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly channels: readonly string[];
  /** When each message was taken, in milliseconds since the epoch, by channel. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
  /** How often it said: too many requests. */
  refused(): number;
}

const FIRST_ID = -1_002_000_000_000;

export async function openTelegramServer(options: {
  readonly channels: number;
  readonly floodControl: boolean;
}): Promise<TelegramServer> {
  const channels = Array.from({ length: options.channels }, (_, index) => ({
    id: FIRST_ID - index,
    title: `Channel ${index}`,
    ...(index === 0 ? { language: 'en' } : {}),
  }));
  const sandbox = createTelegramSandbox({
    now: () => new Date(),
    floodControl: options.floodControl,
    channels,
  });
  const taken = new Map<string, number[]>();
  let refused = 0;
  const app = new Hono();
  app.all('*', async context => {
    const publishes = context.req.path.endsWith('/sendMessage');
    const asked = publishes ? context.req.raw.clone() : undefined;
    const answer = await sandbox.app.fetch(context.req.raw);
    if (answer.status === 429) refused += 1;
    if (asked === undefined || answer.status !== 200) return answer;
    const at = Date.now();
    const { chat_id: chat } = (await asked.json()) as { chat_id: number | string };
    taken.set(String(chat), [...(taken.get(String(chat)) ?? []), at]);
    return answer;
  });
  const server = await serveSandbox({ ...sandbox, app });
  return {
    settings: server.settings,
    channels: channels.map(({ id }) => String(id)),
    taken,
    refused: () => refused,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
