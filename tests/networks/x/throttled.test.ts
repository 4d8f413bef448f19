import { expect, test } from 'vitest';
import type { FaultEffect } from '../../../src/sandbox/faults.ts';
import { failedCall } from './failed-call.ts';
import { partOf, publishContext, servedX } from './served-x.ts';

const QUARTER_MS = 15 * 60_000;

test.each(['errors', 'problem'] as const)('429 in the shape of %s waits for the window', async shape => {
  await using x = await servedX();
  Object.assign(x.sandbox.behaviour, { postsPer15Minutes: 1, throttledShape: shape });
  await x.network.publish(partOf('one'), publishContext());
  const error = await failedCall(x.network.publish(partOf('two'), publishContext()), x.server.settings);
  expect(error).toMatchObject({ kind: 'throttled' });
  expect(error.retryAt).toBeInstanceOf(Date);
  x.clock.forward(QUARTER_MS);
  await expect(x.network.publish(partOf('two'), publishContext())).resolves.toBeDefined();
});

const day = (now: Date) => String(Math.floor(now.getTime() / 1000) + 7200);
const quarter = (now: Date) => String(Math.floor(now.getTime() / 1000) + 90);

/** Headers of a 429, by the server's clock, and how many seconds the bot has to wait. */
const limits: readonly (readonly [string, (now: Date) => Record<string, string>, number | undefined])[] = [
  [
    'the short window is used up',
    now => ({
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': quarter(now),
      'x-app-limit-24hour-remaining': '7',
      'x-app-limit-24hour-reset': day(now),
    }),
    90,
  ],
  [
    "the app's day is used up, the short window is not",
    now => ({
      'x-rate-limit-remaining': '12',
      'x-rate-limit-reset': quarter(now),
      'x-app-limit-24hour-remaining': '0',
      'x-app-limit-24hour-reset': day(now),
    }),
    7200,
  ],
  [
    "the user's day and the short window are used up",
    now => ({
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': quarter(now),
      'x-user-limit-24hour-remaining': '0',
      'x-user-limit-24hour-reset': day(now),
    }),
    7200,
  ],
  ['only Retry-After is given', () => ({ 'retry-after': '30' }), 30],
  ['nothing is said', () => ({}), undefined],
];

test.each(limits)('%s', async (_name, headers, seconds) => {
  await using x = await servedX();
  const now = x.clock.now();
  for (const clockOffMs of [0, 3_600_000, -3_600_000]) {
    const remoteNow = new Date(now.getTime() + clockOffMs);
    const effect: FaultEffect = {
      kind: 'respond',
      status: 429,
      headers: { 'content-type': 'application/json', date: remoteNow.toUTCString(), ...headers(remoteNow) },
      body: JSON.stringify({ errors: [{ code: 88, message: 'Rate limit exceeded' }] }),
    };
    x.server.faults.add({ path: /tweets/, when: 'before', effect });
    const error = await failedCall(x.network.publish(partOf('wait'), publishContext()), x.server.settings);
    expect(error.kind).toBe('throttled');
    expect(error.retryAt).toEqual(
      seconds === undefined ? undefined : new Date(now.getTime() + seconds * 1000),
    );
  }
});
