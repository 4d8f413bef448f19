import type { Network, PublishContext } from '../../../src/domain/network.ts';
import type { Place } from '../../../src/domain/place.ts';
import { createMastodon } from '../../../src/networks/mastodon/create-mastodon.ts';
import { createMastodonSandbox } from '../../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import type { MastodonSandboxOptions } from '../../../src/sandbox/mastodon/options.ts';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';
import type { TimelinePost } from '../../../src/sandbox/timeline.ts';
import { contextsOf, partsOf } from '../serving.ts';

export const place: Place = { id: 'mastodon-en', network: 'mastodon', language: 'en' };

export const partOf = partsOf(500, 'characters');

export interface ServedMastodon extends AsyncDisposable {
  readonly server: SandboxServer;
  readonly network: Network;
  readonly token: string;
  readonly clock: { time: number };
  timeline(): readonly TimelinePost[];
}

export interface ServedOptions extends Omit<MastodonSandboxOptions, 'now'> {
  readonly timeoutMs?: number;
  readonly proxyUrl?: string;
  readonly givenUpAfterMs?: number;
  /** Where the adapter looks for the server. */
  readonly url?: (url: string) => string;
}

/** The real adapter connected to a local Mastodon, on a clock that only the test moves. */
export async function servedMastodon(options: ServedOptions = {}): Promise<ServedMastodon> {
  const clock = { time: Date.parse('2026-05-21T09:00:00Z') };
  const now = () => new Date(clock.time);
  const server = await serveSandbox(createMastodonSandbox({ ...options, now }));
  const token = server.settings.MASTODON_ACCESS_TOKEN ?? '';
  const network = createMastodon({
    url: (options.url ?? (url => url))(server.url),
    accessToken: token,
    timeoutMs: options.timeoutMs ?? 5000,
    now,
    ...(options.proxyUrl === undefined ? {} : { proxyUrl: options.proxyUrl }),
    patience: { firstPauseMs: 1, longestPauseMs: 5, givenUpAfterMs: options.givenUpAfterMs ?? 50 },
  });
  return {
    server,
    network,
    token,
    clock,
    timeline: () => server.network.timeline(),
    async [Symbol.asyncDispose]() {
      await network.close?.();
      await server.close();
    },
  };
}

export const signal = (): AbortSignal => new AbortController().signal;

const contexts = contextsOf(place);
export const { findContext } = contexts;

/** Each with a key of its own: the server takes two calls with the same for one. */
export const publishContext = (change: Partial<PublishContext> = {}): PublishContext =>
  contexts.publishContext({ key: crypto.randomUUID(), ...change });
