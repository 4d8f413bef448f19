import { Telegram } from 'telegraf';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';
import {
  createTelegramSandbox,
  type TelegramSandbox,
  type TelegramSandboxOptions,
} from '../../../src/sandbox/telegram/create-telegram-sandbox.ts';

export const EN = '@solidarity_en';
export const EN_ID = -1_001_000_000_001;

/** An answer of the Bot API as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
  readonly result: never;
}

export interface ServedBotApi extends AsyncDisposable {
  readonly sandbox: TelegramSandbox;
  readonly server: SandboxServer;
  readonly token: string;
  /** telegraf's client. */
  readonly telegram: Telegram;
  /** A call as any HTTP client would make it; `body`: an object goes as JSON. */
  call(method: string, body?: object | FormData | URLSearchParams): Promise<Answer>;
  forward(ms: number): void;
}

export async function servedBotApi(options: Partial<TelegramSandboxOptions> = {}): Promise<ServedBotApi> {
  let time = Date.parse('2026-05-21T09:00:00Z');
  const sandbox = createTelegramSandbox({ now: () => new Date(time), floodControl: false, ...options });
  const server = await serveSandbox(sandbox);
  const token = server.settings.TELEGRAM_BOT_TOKEN ?? '';
  return {
    sandbox,
    server,
    token,
    telegram: new Telegram(token, { apiRoot: server.url }),
    call: (method, body = {}) => call(`${server.url}/bot${token}/${method}`, body),
    forward(ms) {
      time += ms;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

export async function call(url: string, body: object | FormData | URLSearchParams): Promise<Answer> {
  const isForm = body instanceof FormData || body instanceof URLSearchParams;
  const init = isForm
    ? { body }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(url, { method: 'POST', ...init });
  const answer = (await response.json()) as Omit<Answer, 'status' | 'headers'>;
  return { ...answer, status: response.status, headers: response.headers };
}
