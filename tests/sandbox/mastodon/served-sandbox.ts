import { createRestAPIClient, type mastodon } from 'masto';
import { createMastodonSandbox } from '../../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import { ACCESS_TOKEN, type MastodonSandboxOptions } from '../../../src/sandbox/mastodon/options.ts';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';

export interface ServedSandbox extends AsyncDisposable {
  readonly server: SandboxServer;
  readonly client: mastodon.rest.Client;
  readonly clock: { time: number };
  /** A bare call; `form` is sent as a form, `json` as JSON. */
  call(
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<{ status: number; headers: Headers; body: unknown }>;
}

export interface CallOptions {
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: Record<string, string> | FormData;
  readonly headers?: Record<string, string>;
}

export async function servedSandbox(
  options: Omit<MastodonSandboxOptions, 'now'> = {},
): Promise<ServedSandbox> {
  const clock = { time: Date.parse('2026-05-21T09:00:00Z') };
  const server = await serveSandbox(createMastodonSandbox({ ...options, now: () => new Date(clock.time) }));
  return {
    server,
    clock,
    client: createRestAPIClient({ url: server.url, accessToken: ACCESS_TOKEN }),
    async call(method, path, { token = ACCESS_TOKEN, json, form, headers = {} } = {}) {
      const body = json === undefined ? formBody(form) : JSON.stringify(json);
      const type = json === undefined ? {} : { 'content-type': 'application/json' };
      const bearer = token === '' ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(server.url + path, {
        method,
        headers: { ...type, ...bearer, ...headers },
        body,
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function formBody(form: CallOptions['form']): URLSearchParams | FormData | null {
  if (form === undefined) return null;
  return form instanceof FormData ? form : new URLSearchParams(form);
}
