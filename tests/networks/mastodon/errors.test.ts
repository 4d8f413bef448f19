import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createMastodon } from '../../../src/networks/mastodon/create-mastodon.ts';
import { startHttpProxy, startSocksProxy } from '../../shared/proxy-servers.ts';
import { failedCall } from './failed-call.ts';
import { uploadedPicture } from './pictures.ts';
import { TLS_CERTIFICATE, TLS_KEY } from './self-signed.ts';
import { partOf, publishContext, servedMastodon, signal } from './served-mastodon.ts';

const HTML = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };
const NOW = Date.parse('2026-05-21T09:00:00Z');

/** What becomes of a call that publishes when the server answers so. */
async function errorOf(status: number, headers: Record<string, string>, body: string) {
  await using mastodon = await servedMastodon();
  const effect = { kind: 'respond', status, headers, body } as const;
  mastodon.server.faults.add({ method: 'POST', path: /./, when: 'before', effect });
  return await failedCall(mastodon.network.publish(partOf('Hello'), publishContext()), mastodon.token);
}

/** What becomes of a call to an address where no Mastodon is. */
async function errorAt(url: string) {
  const accessToken = 'a-secret-token';
  const network = createMastodon({ url, accessToken, timeoutMs: 5000, now: () => new Date(NOW) });
  const error = await failedCall(network.publish(partOf('Hello'), publishContext()), accessToken);
  await network.close?.();
  return error;
}

async function listening() {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

test.each([
  [400, { kind: 'rejected', reason: 'content' }],
  [401, { kind: 'rejected', reason: 'credentials' }],
  [404, { kind: 'rejected', reason: 'gone' }],
  [410, { kind: 'rejected', reason: 'gone' }],
  [413, { kind: 'rejected', reason: 'content' }],
  [422, { kind: 'rejected', reason: 'content' }],
  [429, { kind: 'throttled' }],
  [408, { kind: 'unknown' }],
  [409, { kind: 'unknown' }],
  [500, { kind: 'unknown' }],
  [502, { kind: 'unknown' }],
  [503, { kind: 'unknown' }],
  [504, { kind: 'unknown' }],
])('%i is the same in JSON and as a page', async (status, expected) => {
  expect(await errorOf(status, JSON_TYPE, '{"error":"It says why"}')).toMatchObject(expected);
  expect(await errorOf(status, HTML, '<html><h1>It is a page</h1></html>')).toMatchObject(expected);
});

test('403 by the server is for the token, by a page of something before it not', async () => {
  const error = await errorOf(403, JSON_TYPE, '{"error":"This action is outside the authorized scopes"}');
  expect(error).toMatchObject({ kind: 'rejected', reason: 'credentials' });
  expect(await errorOf(403, HTML, '<html>')).toMatchObject({ kind: 'rejected', reason: 'content' });
});

test.each([
  ['seconds', { 'retry-after': '30' }, 30_000],
  ['a date', { 'retry-after': new Date(NOW + 40_000).toUTCString() }, 40_000],
  ["Mastodon's own header", { 'x-ratelimit-reset': '2026-05-21T09:05:00.000000Z' }, 300_000],
  ['seconds since 1970', { 'x-ratelimit-reset': String(NOW / 1000 + 60) }, 60_000],
  [
    'both, of which the first is meant for it',
    { 'retry-after': '5', 'x-ratelimit-reset': '2026-05-21T09:05:00Z' },
    5000,
  ],
  [
    'a time of a server whose clock is an hour ahead',
    { date: 'Thu, 21 May 2026 10:00:00 GMT', 'x-ratelimit-reset': '2026-05-21T10:05:00.000000Z' },
    300_000,
  ],
])('how long to wait is read from %s', async (_shape, headers, wait) => {
  for (const type of [JSON_TYPE, HTML]) {
    const error = await errorOf(429, { ...type, ...headers }, '{"error":"Too many requests"}');
    expect(error.retryAt).toEqual(new Date(NOW + wait));
  }
});

test('503 says when to ask again, and still nobody knows', async () => {
  const error = await errorOf(503, { ...HTML, 'retry-after': '30' }, '<html>');
  expect(error).toMatchObject({ kind: 'unknown', retryAt: new Date(NOW + 30_000) });
});

test.each([
  ['an empty object', JSON_TYPE, '{}'],
  ['a list', JSON_TYPE, '[]'],
  ['broken JSON', JSON_TYPE, '{"id":'],
  ['plain text', { 'content-type': 'text/plain' }, 'ok'],
  ['a page', HTML, '<html>'],
  ['nothing', {}, ''],
])('200 with %s in the place of the post: nobody knows', async (_what, headers, body) => {
  expect((await errorOf(200, headers, body)).kind).toBe('unknown');
});

test('a redirect is not followed, and the address is to blame', async () => {
  const error = await errorOf(301, { location: 'https://mastodon.example/api/v1/statuses' }, '');
  expect(error.kind).toBe('unavailable');
  expect(error.message).toContain('MASTODON_URL');
});

test('a name that nobody knows: nothing was sent', async () => {
  expect((await errorAt('http://solidarity.invalid')).kind).toBe('unavailable');
});

test('a port where nobody listens: nothing was sent', async () => {
  const server = await listening();
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  expect((await errorAt(`http://127.0.0.1:${port}`)).kind).toBe('unavailable');
});

test('a certificate that nobody vouches for: nothing was sent', async () => {
  const server = createTlsServer({ key: TLS_KEY, cert: TLS_CERTIFICATE });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect((await errorAt(`https://localhost:${port}`)).kind).toBe('unavailable');
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

test('slow bytes are waited for', async () => {
  await using mastodon = await servedMastodon({ processingPolls: 0 });
  mastodon.server.faults.add({ path: /v2\/media/, when: 'before', effect: { kind: 'slow', delayMs: 0 } });
  const { media, upload } = await uploadedPicture(mastodon.network, 'A red square.');
  expect(upload.mediaId).toBe(media.id);
});

test('slow bytes are waited for no longer than the time-out', async () => {
  await using mastodon = await servedMastodon({ timeoutMs: 200 });
  mastodon.server.faults.add({ path: /statuses/, when: 'before', effect: { kind: 'slow', delayMs: 50 } });
  const call = mastodon.network.publish(partOf('Hello'), publishContext());
  expect((await failedCall(call, mastodon.token)).kind).toBe('unknown');
});

test('calls that change nothing that matters are never of unknown outcome', async () => {
  await using mastodon = await servedMastodon();
  const receipt = await mastodon.network.publish(partOf('Hello'), publishContext());
  const context = { place: publishContext().place, signal: signal() };
  mastodon.server.faults.add({ path: /./, when: 'before', effect: { kind: 'reset' }, times: 9 });
  for (const call of [
    mastodon.network.verify(signal()),
    mastodon.network.remove?.(receipt, context),
    mastodon.network.pin?.(receipt, context),
  ]) {
    expect((await failedCall(call, mastodon.token)).kind).toBe('unavailable');
  }
});

test('a server that repeats the token in its words does not carry it out', async () => {
  await using mastodon = await servedMastodon();
  const body = JSON.stringify({ error: `The access token ${mastodon.token} is invalid` });
  const effect = { kind: 'respond', status: 422, headers: JSON_TYPE, body } as const;
  mastodon.server.faults.add({ method: 'POST', path: /./, when: 'before', effect });
  const error = await failedCall(mastodon.network.publish(partOf('Hello'), publishContext()), mastodon.token);
  expect(error.message).toContain('The access token [secret] is invalid');
});

const PROXIES = [
  ['an HTTP proxy', startHttpProxy],
  ['a SOCKS proxy', startSocksProxy],
] as const;

test.each(PROXIES)('every call goes through %s', async (_name, start) => {
  await using proxy = await start('solidarity:proxy-password');
  await using mastodon = await servedMastodon({ proxyUrl: proxy.url });
  await mastodon.network.publish(partOf('by a proxy'), publishContext());
  expect(proxy.targets).toContain(new URL(mastodon.server.url).host);
  expect(mastodon.timeline()).toHaveLength(1);
});

test.each(PROXIES)('%s that turns the bot away: nothing was sent', async (_name, start) => {
  await using proxy = await start('solidarity:proxy-password');
  const proxyUrl = proxy.url.replace('proxy-password', 'wrong-password');
  await using mastodon = await servedMastodon({ proxyUrl });
  const call = mastodon.network.publish(partOf('by a proxy'), publishContext());
  expect((await failedCall(call, 'wrong-password')).kind).toBe('unavailable');
});
