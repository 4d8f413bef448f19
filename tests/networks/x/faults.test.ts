import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { FaultEffect } from '../../../src/sandbox/faults.ts';
import { failedCall } from './failed-call.ts';
import { findContext, partOf, place, publishContext, servedX } from './served-x.ts';

const path = /^\/2\/tweets$/;
const json = { 'content-type': 'application/json' };
const problem = { 'content-type': 'application/problem+json' };

function respond(status: number, headers: Record<string, string>, body: unknown): FaultEffect {
  return { kind: 'respond', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const unheard: readonly (readonly [string, FaultEffect])[] = [
  ['a reset', { kind: 'reset' }],
  ['a hang', { kind: 'hang' }],
  ['slow bytes', { kind: 'slow', delayMs: 50 }],
  ['a truncated answer', { kind: 'truncate' }],
  ['200 with HTML', respond(200, { 'content-type': 'text/html' }, '<html>Hello</html>')],
  ['200 with an empty body', respond(200, json, '')],
  ['201 without an id', respond(201, json, { errors: [{ message: 'partial' }] })],
  [
    '500 in JSON',
    respond(500, problem, { title: 'Internal Server Error', type: 'about:blank', status: 500 }),
  ],
  ['502 in HTML', respond(502, { 'content-type': 'text/html' }, '<html>Bad Gateway</html>')],
  ['503 without a body', respond(503, {}, '')],
  ['504', respond(504, {}, '')],
];

describe.each(unheard)('%s', (_name, effect) => {
  test.each(['before', 'after'] as const)('%s the effect leaves the fate unknown', async when => {
    await using x = await servedX({ timeoutMs: 250 });
    x.server.faults.add({ method: 'POST', path, when, effect });
    const error = await failedCall(x.network.publish(partOf('fate'), publishContext()), x.server.settings);
    expect(error).toMatchObject({ kind: 'unknown', reason: undefined });
    const isThere = when === 'after' || effect.kind === 'slow' || effect.kind === 'truncate';
    // The adapter may give up before a busy machine has come to it.
    await expect.poll(() => x.sandbox.timeline().length).toBe(isThere ? 1 : 0);
    expect(x.server.faults.calls).toHaveLength(1);
  });

  test('of a call that publishes nothing makes the network unavailable', async () => {
    await using x = await servedX({ timeoutMs: 250 });
    x.server.faults.add({ path: /./, when: 'before', effect });
    const error = await failedCall(x.network.verify(AbortSignal.timeout(5000)), x.server.settings);
    expect(error.kind).toBe('unavailable');
  });
});

test('503 with Retry-After says when to ask again', async () => {
  await using x = await servedX();
  x.server.faults.add({ path, when: 'before', effect: respond(503, { 'retry-after': '120' }, '') });
  const error = await failedCall(x.network.publish(partOf('later'), publishContext()), x.server.settings);
  expect(error).toMatchObject({ kind: 'unknown', retryAt: new Date(x.clock.now().getTime() + 120_000) });
});

const refusals: readonly (readonly [string, FaultEffect, object])[] = [
  [
    '401',
    respond(401, problem, {
      title: 'Unauthorized',
      type: 'about:blank',
      status: 401,
      detail: 'Unauthorized',
    }),
    { kind: 'rejected', reason: 'credentials' },
  ],
  [
    'a revoked token in the older shape',
    respond(403, json, { errors: [{ code: 89, message: 'Invalid or expired token.' }] }),
    { kind: 'rejected', reason: 'credentials' },
  ],
  [
    'an app that may only read',
    respond(403, problem, {
      title: 'Forbidden',
      type: 'https://api.x.com/2/problems/oauth1-permissions',
      detail:
        'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    }),
    { kind: 'rejected', reason: 'credentials' },
  ],
  [
    'no credit left',
    respond(402, problem, {
      title: 'CreditsDepleted',
      type: 'https://api.x.com/2/problems/credits',
      detail: 'No credits',
    }),
    { kind: 'rejected', reason: 'credentials', message: expect.stringMatching(/credit/) },
  ],
  [
    'a duplicate',
    respond(403, problem, {
      title: 'Forbidden',
      type: 'about:blank',
      status: 403,
      detail: 'You are not allowed to create a Tweet with duplicate content.',
    }),
    { kind: 'unknown', reason: 'duplicate' },
  ],
  [
    'a duplicate in the older shape',
    respond(403, json, { errors: [{ code: 187, message: 'Status is a duplicate.' }] }),
    { kind: 'unknown', reason: 'duplicate' },
  ],
  ['403 in HTML', respond(403, { 'content-type': 'text/html' }, '<html>no</html>'), { kind: 'rejected' }],
  [
    '404',
    respond(404, problem, { title: 'Not Found', type: 'about:blank' }),
    { kind: 'rejected', reason: 'gone' },
  ],
  ['413', respond(413, {}, ''), { kind: 'rejected', reason: 'content' }],
  ['422', respond(422, json, { detail: 'no' }), { kind: 'rejected', reason: 'content' }],
  [
    'a clock that is off',
    respond(401, json, { errors: [{ code: 135, message: 'Timestamp out of bounds.' }] }),
    { kind: 'unavailable', message: expect.stringMatching(/clock/) },
  ],
  ['a proxy that wants credentials', respond(407, {}, ''), { kind: 'unavailable' }],
];

test.each(refusals)('%s', async (_name, effect, expected) => {
  await using x = await servedX();
  x.server.faults.add({ path, when: 'before', effect });
  const error = await failedCall(x.network.publish(partOf('no'), publishContext()), x.server.settings);
  expect(error).toMatchObject(expected);
});

test('a refused connection publishes nothing', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => closed.once('listening', resolve));
  const address = closed.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await new Promise(resolve => closed.close(resolve));
  await using x = await servedX({ settings: { X_API_URL: `http://127.0.0.1:${port}` } });
  const error = await failedCall(x.network.publish(partOf('nowhere'), publishContext()), x.server.settings);
  expect(error.kind).toBe('unavailable');
});

test('a name that does not resolve publishes nothing', async () => {
  await using x = await servedX({ settings: { X_API_URL: 'http://x.invalid' } });
  const error = await failedCall(x.network.publish(partOf('nowhere'), publishContext()), x.server.settings);
  expect(error.kind).toBe('unavailable');
});

test('a signal ends a call; before the call, it is certain that nothing was published', async () => {
  await using x = await servedX();
  x.server.faults.add({ path, when: 'before', effect: { kind: 'hang' } });
  const during = x.network.publish(partOf('aborted'), publishContext({ signal: AbortSignal.timeout(100) }));
  expect(await failedCall(during, x.server.settings)).toMatchObject({ kind: 'unknown' });
  const before = x.network.publish(partOf('aborted'), publishContext({ signal: AbortSignal.abort() }));
  expect(await failedCall(before, x.server.settings)).toMatchObject({ kind: 'unavailable' });
  expect(x.server.faults.calls).toHaveLength(1);
});

test('every call ends with its time-out', async () => {
  await using x = await servedX({ timeoutMs: 100 });
  x.server.faults.add({ path: /./, when: 'before', effect: { kind: 'hang' }, times: 10 });
  const signal = new AbortController().signal;
  const receipt = { id: '1', at: x.clock.now() };
  const calls = [
    x.network.verify(signal),
    x.network.find(partOf('a'), findContext(x.clock.now())),
    x.network.remove?.(receipt, { place, signal }),
    x.network.upload?.(
      { id: 'a', bytes: Buffer.from('a'), type: 'image/png', width: 1, height: 1, alt: 'a' },
      { place, signal },
    ),
  ];
  const kinds = await Promise.all(calls.map(async call => (await failedCall(call, x.server.settings)).kind));
  expect(kinds).toEqual(['unavailable', 'unavailable', 'unavailable', 'unavailable']);
});
