import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type ITwitterApiClientPlugin, TwitterApi } from 'twitter-api-v2';
import { createProxyAgents } from '../../shared/proxy.ts';
import type { Headers } from './rate-limit-reset.ts';

export interface XAccess {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

export interface XClientOptions {
  readonly access: XAccess;
  /** Base URL of the API; the requests are signed for the real one, whatever this says. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly proxyUrl?: string;
}

/** Gives a client whose calls end with this signal. */
export interface XClients {
  /** `heard` is told the head of every answer, also of a refusal. */
  during(signal: AbortSignal, heard?: (headers: Headers) => void): TwitterApi;
  close(): Promise<void>;
}

export function createXClients({ access, apiUrl, timeoutMs, proxyUrl }: XClientOptions): XClients {
  const base = new URL(apiUrl);
  const { agent, close } = createAgent(base, proxyUrl);
  const tokens = {
    appKey: access.apiKey,
    appSecret: access.apiSecret,
    accessToken: access.accessToken,
    accessSecret: access.accessSecret,
  };
  return {
    during(signal, heard) {
      const plugin = createPlugin(base, agent, timeoutMs, signal, heard);
      // Without compression: the library leaves a decompressor's errors unhandled, which would end the process.
      return new TwitterApi(tokens, { plugins: [plugin], compression: false });
    },
    close,
  };
}

/** No connection is kept open: a reset of an idle one would leave the fate of the next post unknown. */
function createAgent(base: URL, proxyUrl: string | undefined) {
  if (proxyUrl !== undefined) {
    const { agent, close } = createProxyAgents(proxyUrl);
    // A proxy's agent guesses the protocol from the caller, and the library calls `https.request` for http, too.
    return { agent: Object.assign(agent, { protocol: base.protocol }), close };
  }
  const agent = base.protocol === 'http:' ? new HttpAgent() : new HttpsAgent();
  return { agent, close: async () => agent.destroy() };
}

function createPlugin(
  base: URL,
  agent: HttpAgent,
  timeoutMs: number,
  signal: AbortSignal,
  heard: (headers: Headers) => void = () => {},
): ITwitterApiClientPlugin {
  return {
    onBeforeRequestConfig({ params }) {
      params.timeout = timeoutMs;
    },
    onBeforeRequest({ computedParams: { url }, requestOptions }) {
      url.protocol = base.protocol;
      url.host = base.host;
      url.port = base.port;
      url.pathname = base.pathname.replace(/\/$/, '') + url.pathname;
      requestOptions.agent = agent;
      requestOptions.signal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    },
    onAfterRequest({ response }) {
      heard(response.headers);
    },
    onResponseError({ error }) {
      heard(error.headers);
    },
  };
}
