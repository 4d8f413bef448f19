import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';

const reset = (time: number) => String(Math.ceil(time / 1000));

test('every answer says what is left', async () => {
  await using x = await servedSandbox();
  const opened = x.clock.time;
  await x.tweet({ text: 'one' });
  x.clock.time += 60_000;
  const refused = await x.tweet({ text: 'one' });
  expect(refused.status).toBe(403);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'x-rate-limit-limit': '100',
    'x-rate-limit-remaining': '98',
    'x-rate-limit-reset': reset(opened + 15 * 60_000),
    'x-app-limit-24hour-limit': '10000',
    'x-app-limit-24hour-remaining': '9998',
    'x-app-limit-24hour-reset': reset(opened + 24 * 60 * 60_000),
  });
  expect((await x.get('/2/users/me')).headers.get('x-rate-limit-remaining')).toBe('74');
});

test.each([
  ['errors', { errors: [{ code: 88, message: 'Rate limit exceeded' }] }],
  ['problem', { title: 'Too Many Requests', type: 'about:blank', status: 429, detail: 'Too Many Requests' }],
] as const)('429 in the shape of %s, until the window closes', async (shape, body) => {
  await using x = await servedSandbox();
  Object.assign(x.sandbox.behaviour, { postsPer15Minutes: 2, throttledShape: shape });
  for (const text of ['one', 'two']) expect((await x.tweet({ text })).status).toBe(201);
  const throttled = await x.tweet({ text: 'three' });
  expect(throttled).toMatchObject({ status: 429, body });
  expect(throttled.headers.get('x-rate-limit-remaining')).toBe('0');
  x.clock.time = Number(throttled.headers.get('x-rate-limit-reset')) * 1000;
  expect((await x.tweet({ text: 'three' })).status).toBe(201);
});

test('a day has its limit, too', async () => {
  await using x = await servedSandbox();
  x.sandbox.behaviour.postsPerDay = 1;
  await x.tweet({ text: 'one' });
  x.clock.time += 16 * 60_000;
  const throttled = await x.tweet({ text: 'two' });
  expect(throttled.status).toBe(429);
  expect(throttled.headers.get('x-app-limit-24hour-remaining')).toBe('0');
  expect(throttled.headers.get('x-rate-limit-remaining')).toBe('100');
  x.clock.time += 24 * 60 * 60_000;
  expect((await x.tweet({ text: 'two' })).status).toBe(201);
});
