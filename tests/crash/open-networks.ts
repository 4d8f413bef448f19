import { createBlueskySandbox } from '../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { createMastodonSandbox } from '../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import {
  createTelegramSandbox,
  type TelegramSandbox,
} from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { createXSandbox } from '../../src/sandbox/x/create-x-sandbox.ts';
import { createGate, type Gate } from './gate.ts';
import { NETWORKS, type NetworkName } from './moment.ts';

/** Said in the report, since it is part of what the figures mean. */
export const LIMITS =
  "The bot keeps to every limit of its own. The servers refuse nothing for being too much on Telegram and Mastodon, since each of the bot's starts asks them for more than real bots ever do; Bluesky's and X's windows are real.";

/** The four local networks, listening; they live as long as the test. */
export interface Networks extends AsyncDisposable {
  readonly gates: Readonly<Record<NetworkName, Gate>>;
  readonly telegram: TelegramSandbox;
  /** The environment with which the bot reaches them. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function openNetworks(): Promise<Networks> {
  await using opened = new AsyncDisposableStack();
  const now = () => new Date();
  const telegram = createTelegramSandbox({ now, floodControl: false });
  const gates = {
    telegram: createGate('telegram', telegram),
    bluesky: createGate('bluesky', createBlueskySandbox({ now })),
    mastodon: createGate('mastodon', createMastodonSandbox({ now, rateLimits: false })),
    x: createGate('x', createXSandbox({ now })),
  };
  const servers = await Promise.all(NETWORKS.map(name => serveSandbox(gates[name].network)));
  for (const server of servers) opened.use(server);
  const environment = Object.assign({}, ...servers.map(({ settings }) => settings)) as Record<string, string>;
  const rest = opened.move();
  return { gates, telegram, environment, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}
