import { serveSandbox } from '../../../src/sandbox/serve.ts';
import { createXSandbox } from '../../../src/sandbox/x/create-x-sandbox.ts';
import { createSignedCalls } from './signed-calls.ts';

interface ShownUrl {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** What the tests look at in a post of an answer. */
export interface Shown {
  readonly id: string;
  readonly text: string;
  readonly lang?: string;
  readonly created_at?: string;
  readonly entities?: { readonly urls?: readonly ShownUrl[]; readonly hashtags?: readonly unknown[] };
  readonly referenced_tweets?: unknown;
  readonly referenced_posts?: unknown;
}

/** A body as the tests expect it; a refusal has `type` and no data. */
export interface Body<Data> {
  readonly data: Data;
  readonly errors?: unknown;
  readonly type?: string;
  readonly meta: { readonly result_count: number; readonly next_token?: string };
}

async function answerOf<Data>(response: Response) {
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as Body<Data> };
}

/** A served X, a caller with its credentials, and a clock that only the test moves. */
export async function servedSandbox() {
  const clock = { time: Date.parse('2026-05-21T09:00:00Z') };
  const sandbox = createXSandbox({ now: () => new Date(clock.time) });
  const server = await serveSandbox(sandbox);
  const call = createSignedCalls(server.url, server.settings);
  const tweet = async (body: unknown) =>
    answerOf<Shown>(await call({ method: 'POST', path: '/2/tweets', body }));
  const get = async (path: string) => answerOf<Shown>(await call({ method: 'GET', path }));
  const list = async (path: string) => answerOf<readonly Shown[]>(await call({ method: 'GET', path }));
  return { clock, sandbox, server, call, tweet, get, list, [Symbol.asyncDispose]: server.close };
}
