import { createRestAPIClient, type mastodon } from 'masto';
import { Agent, type Dispatcher } from 'undici';
import { createProxyAgents } from '../../shared/proxy.ts';
import { createScrubber } from '../../shared/secrets.ts';
import { uploadTimeMs } from '../../shared/upload-time.ts';
import type { Answer } from './answer.ts';
import type { CallPurpose } from './call-purpose.ts';
import { observeAnswers } from './observe-answers.ts';
import { refusedCall } from './refused-call.ts';
import { toDeliveryError } from './to-delivery-error.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly accessToken: string;
  readonly timeoutMs: number;
  readonly proxyUrl?: string;
  readonly now: () => Date;
}

export type Client = mastodon.rest.Client;

export interface CallDetails {
  /** Of a file that travels with it. */
  readonly bytes?: number;
  /** Told the head of the answer, if one comes. */
  readonly heard?: (answer: Answer) => void;
}

/** The way to the server. Every call has a time-out and a signal, and fails with a `DeliveryError` only. */
export interface Connection {
  readonly url: string;
  readonly now: () => Date;
  /** Makes one call; `ask` is called once. */
  call<Result>(
    purpose: CallPurpose,
    signal: AbortSignal,
    ask: (client: Client) => Promise<Result>,
    details?: CallDetails,
  ): Promise<Result>;
  close(): Promise<void>;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { url, accessToken, timeoutMs, now } = options;
  const scrubber = createScrubber([accessToken, ...passwordOf(options.proxyUrl)]);
  let way: Way | undefined;

  return {
    url,
    now,
    async call(purpose, signal, ask, { bytes = 0, heard } = {}) {
      let answer: Answer | undefined;
      way ??= openWay(options.proxyUrl);
      const dispatcher = observeAnswers(way.dispatcher, head => {
        answer = head;
        heard?.(head);
      });
      try {
        signal.throwIfAborted();
        // A client for each call: masto's lists take neither a signal nor a dispatcher of their own.
        // A redirect would turn a POST into a GET, and leave the token behind.
        const requestInit = { signal, dispatcher, redirect: 'error' } as const;
        const timeout = timeoutMs + uploadTimeMs(bytes);
        return await ask(createRestAPIClient({ url, accessToken, timeout, requestInit }));
      } catch (error) {
        throw toDeliveryError(await refusedCall(error), { answer, purpose, scrubber, now: now() });
      }
    },
    async close() {
      await way?.close();
      way = undefined;
    },
  };
}

function passwordOf(proxyUrl: string | undefined): readonly string[] {
  return proxyUrl === undefined ? [] : [decodeURIComponent(new URL(proxyUrl).password)];
}

interface Way {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

function openWay(proxyUrl: string | undefined): Way {
  if (proxyUrl === undefined) {
    const agent = new Agent();
    return { dispatcher: agent, close: () => agent.destroy() };
  }
  const agents = createProxyAgents(proxyUrl);
  return { dispatcher: agents.requestInit.dispatcher as unknown as Dispatcher, close: () => agents.close() };
}
