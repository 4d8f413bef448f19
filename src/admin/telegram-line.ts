import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegram, TelegramError } from 'telegraf';
import type * as Api from 'telegraf/types';
import { createProxyAgents } from '../shared/proxy.ts';
import { createScrubber } from '../shared/secrets.ts';
import { type DownloadLimits, downloadFile } from './download-file.ts';

export type Methods = Api.Telegram;

/** Why a call to Telegram brought no result. The message holds no secret. */
export class LineError extends Error {
  override readonly name = 'LineError';
  /** Telegram's `error_code`; absent when no answer came. */
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, code?: number, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface LineOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly proxyUrl?: string;
}

/** Calls to the Bot API that end: each has a time-out and a signal, and fails with a `LineError`. */
export interface TelegramLine {
  call<M extends keyof Methods>(
    method: M,
    payload: Api.Opts<M>,
    limits?: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
  ): Promise<ReturnType<Methods[M]>>;
  /** The bytes of a file that a person sent; `path` as `getFile` names it. */
  download(path: string, limits: DownloadLimits): Promise<Uint8Array>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 15_000;

type PolyfilledSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

export function openLine({ token, apiRoot, proxyUrl }: LineOptions): TelegramLine {
  const { agent, close } = createAgent(apiRoot, proxyUrl);
  const telegram = new Telegram(token, { apiRoot: `${apiRoot.replace(/\/+$/, '')}/` });
  // Set afterwards: the constructor drops the agent of an `http:` root, and with it the proxy.
  telegram.options.agent = agent;
  const scrubber = createScrubber([
    token,
    ...(proxyUrl === undefined ? [] : [proxyUrl, new URL(proxyUrl).password]),
  ]);
  const root = `${apiRoot.replace(/\/+$/, '')}/file/bot${token}/`;
  return {
    close,
    async download(path, limits) {
      try {
        return await downloadFile(`${root}${path}`, agent, limits);
      } catch (error) {
        throw toLineError(error, text => scrubber.scrub(text));
      }
    },
    async call(method, payload, { timeoutMs = TIMEOUT_MS, signal } = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const limited = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      try {
        // telegraf's types know only the signal of a polyfill, which has the same members.
        return await telegram.callApi(method, payload, { signal: limited as unknown as PolyfilledSignal });
      } catch (error) {
        throw toLineError(error, text => scrubber.scrub(text));
      }
    },
  };
}

function toLineError(error: unknown, scrub: (text: string) => string): LineError {
  if (error instanceof TelegramError) {
    const seconds = error.parameters?.retry_after;
    return new LineError(
      scrub(error.description),
      error.code,
      seconds === undefined ? undefined : seconds * 1000,
    );
  }
  return new LineError(scrub(error instanceof Error ? error.message : String(error)));
}

/** How long a connection may idle: shorter than the server keeps it, so that a call is not lost on a dying one. */
const IDLE_MS = 4000;

function createAgent(
  apiRoot: string,
  proxyUrl: string | undefined,
): { agent: HttpAgent; close(): Promise<void> } {
  if (proxyUrl !== undefined) return createProxyAgents(proxyUrl);
  const keep = { keepAlive: true, timeout: IDLE_MS };
  const agent = apiRoot.startsWith('https:') ? new HttpsAgent(keep) : new HttpAgent(keep);
  return { agent, close: async () => agent.destroy() };
}
