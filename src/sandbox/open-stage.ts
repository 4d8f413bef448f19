import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createBlueskySandbox } from './bluesky/create-bluesky-sandbox.ts';
import { createMastodonSandbox } from './mastodon/create-mastodon-sandbox.ts';
import type { SandboxNetwork } from './sandbox-network.ts';
import { type SandboxServer, serveSandbox } from './serve.ts';
import { createSnapshotFile } from './snapshot-file.ts';
import { createTelegramSandbox, type TelegramSandbox } from './telegram/create-telegram-sandbox.ts';
import { createXSandbox } from './x/create-x-sandbox.ts';

/** The four local networks, listening. */
export interface Stage extends AsyncDisposable {
  readonly servers: readonly SandboxServer[];
  /** Its chat is where a visitor is the admin. */
  readonly telegram: TelegramSandbox;
  /** The environment with which the bot reaches them. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Where the networks are kept while the bot is away; made if missing. */
  readonly folder: string;
  /** Begin with empty timelines. */
  readonly fresh: boolean;
  readonly now: () => Date;
}

export async function openStage({ folder, fresh, now }: StageOptions): Promise<Stage> {
  if (fresh) await rm(folder, { recursive: true, force: true });
  const telegram = createTelegramSandbox({ now });
  const networks: readonly SandboxNetwork[] = [
    telegram,
    createBlueskySandbox({ now }),
    createMastodonSandbox({ now }),
    createXSandbox({ now }),
  ];
  const servers = await Promise.all(
    networks.map(network =>
      serveSandbox(network, { file: createSnapshotFile(join(folder, `${network.name}.json`)) }),
    ),
  );
  const close = async () => {
    await Promise.all(servers.map(server => server.close()));
  };
  const environment = Object.assign({}, ...servers.map(({ settings }) => settings)) as Record<string, string>;
  return { servers, telegram, environment, close, [Symbol.asyncDispose]: close };
}
