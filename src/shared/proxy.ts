import type { Agent as NodeAgent } from 'node:http';
import { Dispatcher1Wrapper, ProxyAgent } from 'undici';
import { HttpTunnelAgent, SocksTunnelAgent } from './tunnel-agents.ts';

/** One proxy in the two forms that the network libraries take. */
export interface ProxyAgents {
  /** For libraries on `node:http(s)` (telegraf, twitter-api-v2). */
  readonly agent: NodeAgent;
  /** What `fetch` takes beside its usual options, to go through the proxy (masto's `requestInit`). */
  readonly requestInit: Pick<RequestInit, 'dispatcher'>;
  /** A `fetch` that goes through the proxy (@atproto/api). */
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

/** `proxyUrl`: `http:`, `https:` or `socks5:`, with user and password where the proxy wants them. No connection is made yet. */
export function createProxyAgents(proxyUrl: string): ProxyAgents {
  const url = new URL(proxyUrl);
  const agent = url.protocol.startsWith('socks') ? new SocksTunnelAgent(url) : new HttpTunnelAgent(url);
  const proxy = new ProxyAgent(proxyUrl);
  // Node's own fetch speaks the dispatcher protocol of an older undici; the wrapper translates.
  const dispatcher = new Dispatcher1Wrapper(proxy) as unknown as NonNullable<RequestInit['dispatcher']>;
  return {
    agent,
    requestInit: { dispatcher },
    fetch: (input, init) => fetch(input, { ...init, dispatcher }),
    async close() {
      agent.destroy();
      await proxy.destroy();
    },
  };
}
