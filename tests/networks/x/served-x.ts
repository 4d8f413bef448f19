import type { Part } from '../../../src/domain/draft.ts';
import type { FindContext, Network, PublishContext } from '../../../src/domain/network.ts';
import type { Place } from '../../../src/domain/place.ts';
import { x } from '../../../src/networks/x/definition.ts';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';
import { createXSandbox, type XSandbox } from '../../../src/sandbox/x/create-x-sandbox.ts';

export const place: Place = { id: 'x-en', network: 'x', language: 'en' };

/** A clock that only the test moves. */
export interface TestClock {
  now(): Date;
  forward(ms: number): void;
}

export interface ServedX extends AsyncDisposable {
  readonly sandbox: XSandbox;
  readonly server: SandboxServer;
  readonly network: Network;
  readonly clock: TestClock;
}

/** The real adapter connected to a local X. */
export async function servedX(
  options: { timeoutMs?: number; settings?: Record<string, string>; proxyUrl?: string } = {},
): Promise<ServedX> {
  const clock = createTestClock();
  const sandbox = createXSandbox({ now: clock.now });
  const server = await serveSandbox(sandbox);
  const network = await x.connect({
    settings: { ...server.settings, ...options.settings },
    now: clock.now,
    timeoutMs: options.timeoutMs ?? 5000,
    ...(options.proxyUrl === undefined ? {} : { proxyUrl: options.proxyUrl }),
    keep: { read: async () => undefined, write: async () => {} },
  });
  return {
    sandbox,
    server,
    network,
    clock,
    async [Symbol.asyncDispose]() {
      await network.close?.();
      await server.close();
    },
  };
}

export function createTestClock(): TestClock {
  let time = Date.parse('2026-05-21T09:00:00Z');
  return {
    now: () => new Date(time),
    forward(ms) {
      time += ms;
    },
  };
}

export function partOf(text: string, change: Partial<Part> = {}): Part {
  return {
    text,
    marks: [],
    length: text.length,
    limit: 280,
    unit: 'weighted characters',
    language: 'en',
    outlineTags: [],
    media: [],
    options: {},
    ...change,
  };
}

export function publishContext(change: Partial<PublishContext> = {}): PublishContext {
  return { place, key: 'key', uploads: [], signal: new AbortController().signal, ...change };
}

export function findContext(since: Date, change: Partial<FindContext> = {}): FindContext {
  return { place, key: 'key', since, uploads: [], signal: new AbortController().signal, ...change };
}
