import type { Network } from '../../../src/domain/network.ts';
import type { Place } from '../../../src/domain/place.ts';
import { x } from '../../../src/networks/x/definition.ts';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';
import { createXSandbox, type XSandbox } from '../../../src/sandbox/x/create-x-sandbox.ts';
import { contextsOf, createTestClock, partsOf, type TestClock } from '../serving.ts';

export const place: Place = { id: 'x-en', network: 'x', language: 'en' };

export const partOf = partsOf(280, 'weighted characters');
export const { publishContext, findContext } = contextsOf(place);

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
