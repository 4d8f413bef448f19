import type { FaultEffect } from '../../src/sandbox/faults.ts';

/** An error as the network words its own, with any status. */
export function errorOf(
  network: string,
  status: number,
  words: string,
  headers: Readonly<Record<string, string>> = {},
): FaultEffect {
  const [type, body] = SHAPES[network]?.(status, words) ?? ['text/plain', words];
  return {
    kind: 'respond',
    status,
    headers: { 'content-type': type, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

type Shape = (status: number, words: string) => readonly [string, object];

const JSON_TYPE = 'application/json';

const SHAPES: Readonly<Record<string, Shape>> = {
  telegram: (status, words) => [JSON_TYPE, { ok: false, error_code: status, description: words }],
  bluesky: (status, words) => [JSON_TYPE, { error: NAMES[status] ?? 'InvalidRequest', message: words }],
  mastodon: (_, words) => [JSON_TYPE, { error: words }],
  x: (status, words) => [
    'application/problem+json',
    { type: 'about:blank', title: words, status, detail: words },
  ],
};

/** What Bluesky calls them. */
const NAMES: Readonly<Record<number, string>> = {
  401: 'AuthenticationRequired',
  403: 'Forbidden',
  404: 'NotFound',
  413: 'PayloadTooLarge',
  429: 'RateLimitExceeded',
  500: 'InternalServerError',
};

/** What a proxy or a web server in front of a network says. */
export function htmlPage(
  status: number,
  words: string,
  headers: Readonly<Record<string, string>> = {},
): FaultEffect & { readonly kind: 'respond' } {
  const body = `<html><body><h1>${words}</h1></body></html>`;
  return { kind: 'respond', status, headers: { 'content-type': 'text/html', ...headers }, body };
}
