import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';
import { createSignedCalls } from './signed-calls.ts';

const me = { method: 'GET', path: '/2/users/me' } as const;

test('a signed call is let in', async () => {
  await using x = await servedSandbox();
  expect(await x.get('/2/users/me')).toMatchObject({
    status: 200,
    body: { data: { username: 'solidarity_sandbox' } },
  });
});

test('query parameters are part of the signature', async () => {
  await using x = await servedSandbox();
  const path = "/2/tweets?ids=17&tweet.fields=created_at,entities&user.fields=it's%20(so)";
  expect((await x.get(path)).status).toBe(200);
});

test('what is not signed, or with another secret, is turned away in the shape of X', async () => {
  await using x = await servedSandbox();
  const unsigned = await fetch(`${x.server.url}/2/users/me`);
  const stranger = createSignedCalls(x.server.url, { ...x.server.settings, X_ACCESS_SECRET: 'another' });
  for (const response of [unsigned, await stranger(me), await x.call({ ...me, origin: x.server.url })]) {
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toEqual({
      title: 'Unauthorized',
      type: 'about:blank',
      status: 401,
      detail: 'Unauthorized',
    });
  }
});

test('a signature is good once', async () => {
  await using x = await servedSandbox();
  expect((await x.call({ ...me, nonce: 'once' })).status).toBe(200);
  expect((await x.call({ ...me, nonce: 'once' })).status).toBe(401);
});

test('a signature of another time is refused as such', async () => {
  await using x = await servedSandbox();
  const response = await x.call({ ...me, timestamp: Math.floor(Date.now() / 1000) - 3600 });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ errors: [{ code: 135, message: 'Timestamp out of bounds.' }] });
});
