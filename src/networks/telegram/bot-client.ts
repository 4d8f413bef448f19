import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegram, TelegramError } from 'telegraf';
import type * as Api from 'telegraf/types';
import { DeliveryError } from '../../domain/delivery-error.ts';
import { createProxyAgents } from '../../shared/proxy.ts';
import { createScrubber } from '../../shared/secrets.ts';
import { uploadTimeMs } from '../../shared/upload-time.ts';
import type { CallContext } from './call-context.ts';
import { type KnownRefusal, knownRefusal } from './known-refusals.ts';
import { toDeliveryError } from './to-delivery-error.ts';

type PolyfilledSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

export type Methods = Api.Telegram;
export type Method = keyof Methods;

/** One call, at most once, with a time-out; fails with a `DeliveryError` that holds no secret. */
export interface BotClient {
  call<M extends Method>(
    method: M,
    payload: Api.Opts<M>,
    context: CallContext,
  ): Promise<ReturnType<Methods[M]>>;
  /** The same, where a refusal that is known is an answer too. */
  attempt<M extends Method>(
    method: M,
    payload: Api.Opts<M>,
    context: CallContext,
  ): Promise<
    | { readonly result: ReturnType<Methods[M]> }
    | { readonly refusal: KnownRefusal; readonly error: DeliveryError }
  >;
  /** The same, where the effect may have been there before: that is no failure. */
  settle<M extends Method>(method: M, payload: Api.Opts<M>, context: CallContext): Promise<void>;
  close(): Promise<void>;
}

export interface BotClientOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly timeoutMs: number;
  readonly proxyUrl?: string;
  readonly now: () => Date;
}

export function createBotClient(options: BotClientOptions): BotClient {
  const { agent, close } = createAgent(options);
  const telegram = new Telegram(options.token, { apiRoot: `${options.apiRoot.replace(/\/+$/, '')}/` });
  // Set afterwards: the constructor drops the agent of an `http:` root, and with it the proxy.
  telegram.options.agent = agent;
  const attempt = createAttempt(telegram, options);

  return {
    close,
    async call(method, payload, context) {
      const answer = await attempt(method, payload, context);
      if ('error' in answer) throw answer.error;
      return answer.result;
    },
    async attempt(method, payload, context) {
      const answer = await attempt(method, payload, context);
      if (!('error' in answer)) return answer;
      if (answer.refusal === undefined) throw answer.error;
      return { refusal: answer.refusal, error: answer.error };
    },
    async settle(method, payload, context) {
      const answer = await attempt(method, payload, context);
      if ('error' in answer && answer.refusal?.done !== true) throw answer.error;
    },
  };
}

type Attempt = <M extends Method>(
  method: M,
  payload: Api.Opts<M>,
  context: CallContext,
) => Promise<
  | { readonly result: ReturnType<Methods[M]> }
  | { readonly error: DeliveryError; readonly refusal: KnownRefusal | undefined }
>;

function createAttempt(telegram: Telegram, options: BotClientOptions): Attempt {
  const scrubber = createScrubber([options.token, ...proxySecrets(options.proxyUrl)]);
  return async (method, payload, context) => {
    const { signal, bytes = 0 } = context;
    if (signal.aborted) {
      const message = 'The call to Telegram was called off before it was made.';
      return { error: new DeliveryError(message, { kind: 'unavailable' }), refusal: undefined };
    }
    const time = AbortSignal.timeout(options.timeoutMs + uploadTimeMs(bytes));
    // telegraf's types know only the signal of a polyfill, which has the same members.
    const limited = AbortSignal.any([signal, time]) as unknown as PolyfilledSignal;
    try {
      return { result: await telegram.callApi(method, payload, { signal: limited }) };
    } catch (error) {
      const refusal = error instanceof TelegramError ? knownRefusal(error.description) : undefined;
      return { error: toDeliveryError(error, { ...context, scrubber, now: options.now() }), refusal };
    }
  };
}

/** How long a connection may idle: shorter than the server keeps it, so that a call is not lost on a dying one. */
const IDLE_MS = 4000;

function createAgent({ proxyUrl, apiRoot }: BotClientOptions): { agent: HttpAgent; close(): Promise<void> } {
  if (proxyUrl !== undefined) return createProxyAgents(proxyUrl);
  const keep = { keepAlive: true, timeout: IDLE_MS };
  const agent = apiRoot.startsWith('https:') ? new HttpsAgent(keep) : new HttpAgent(keep);
  return { agent, close: async () => agent.destroy() };
}

function proxySecrets(proxyUrl: string | undefined): readonly string[] {
  if (proxyUrl === undefined) return [];
  const { password } = new URL(proxyUrl);
  return [proxyUrl, password, decodeURIComponent(password)];
}
