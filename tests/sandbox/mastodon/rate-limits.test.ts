import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';

const VERIFY = '/api/v1/accounts/verify_credentials';

test('the 301st call within five minutes is turned away until the window ends', async () => {
  await using sandbox = await servedSandbox();
  for (let call = 0; call < 300; call += 1) expect((await sandbox.call('GET', VERIFY)).status).toBe(200);
  const { status, headers, body } = await sandbox.call('GET', VERIFY);
  expect({ status, body }).toEqual({ status: 429, body: { error: 'Too many requests' } });
  expect(headers.get('x-ratelimit-limit')).toBe('300');
  expect(headers.get('x-ratelimit-remaining')).toBe('0');
  expect(headers.get('x-ratelimit-reset')).toBe('2026-05-21T09:05:00.000000Z');
  sandbox.clock.time += 300_000;
  expect((await sandbox.call('GET', VERIFY)).status).toBe(200);
});

test('30 removals within half an hour, and no more', async () => {
  await using sandbox = await servedSandbox();
  for (let call = 0; call < 30; call += 1)
    expect((await sandbox.call('DELETE', '/api/v1/statuses/1')).status).toBe(404);
  expect((await sandbox.call('DELETE', '/api/v1/statuses/1')).status).toBe(429);
  expect((await sandbox.call('GET', VERIFY)).status).toBe(200);
});

test('limits can be left out', async () => {
  await using sandbox = await servedSandbox({ rateLimits: false });
  for (let call = 0; call < 40; call += 1)
    expect((await sandbox.call('DELETE', '/api/v1/statuses/1')).status).toBe(404);
});
