import { expect, test } from 'vitest';
import { bluesky } from '../../../src/networks/bluesky/definition.ts';
import { createBlueskySandbox } from '../../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import { fixture } from '../bluesky.fixture.ts';
import { createKeepsake, deliveryError, openStage } from '../contract/network-stage.ts';
import { makePost } from '../contract/sample-posts.ts';
import { callsOf, openBluesky } from './stage.ts';

const HOUR = 3_600_000;
const signal = AbortSignal.timeout(60_000);

/** A stage whose sandbox can end sessions. */
async function openRevocable() {
  let revoke = () => {};
  const stage = await openStage(bluesky, {
    ...fixture,
    sandbox(options) {
      const sandbox = createBlueskySandbox(options);
      revoke = sandbox.revokeSessions;
      return sandbox;
    },
  });
  return { stage, revoke: () => revoke() };
}

test('one sign-in serves every call, and every later run', async () => {
  await using stage = await openBluesky();
  await Promise.all([
    stage.network.verify(signal),
    stage.network.verify(signal),
    stage.network.verify(signal),
  ]);
  await stage.network.publish(stage.part(makePost()), stage.context('en'));
  await (await stage.reconnect()).publish(stage.part(makePost()), stage.context('ru'));
  expect(callsOf(stage, 'createSession')).toBe(1);
});

test('an expired access token is refreshed within the call, and the new session is kept', async () => {
  await using stage = await openBluesky();
  await stage.network.verify(signal);
  for (const run of [1, 2, 3]) {
    stage.clock.time += 3 * HOUR;
    await (await stage.reconnect()).publish(stage.part(makePost()), stage.context('en'));
    expect(callsOf(stage, 'refreshSession')).toBe(run);
  }
  expect(stage.server.network.timeline()).toHaveLength(3);
  expect(callsOf(stage, 'createSession')).toBe(1);
});

test('of two runs, the one whose session the other renewed takes the new one up', async () => {
  await using stage = await openBluesky();
  const [first, second] = [stage.network, await stage.reconnect()];
  await first.verify(signal);
  await second.verify(signal);
  for (let hours = 0; hours < 9; hours += 3) {
    stage.clock.time += 3 * HOUR;
    await first.verify(signal);
  }
  await second.verify(signal);
  expect(callsOf(stage, 'createSession')).toBe(1);
});

test('a session that was revoked is replaced by signing in once', async () => {
  const { stage, revoke } = await openRevocable();
  await using _ = stage;
  await stage.network.verify(signal);
  revoke();
  const calls = [
    stage.network.publish(stage.part(makePost()), stage.context('en')),
    stage.network.verify(signal),
  ];
  await Promise.all(calls);
  expect(callsOf(stage, 'createSession')).toBe(2);
  expect(stage.server.network.timeline()).toHaveLength(1);
});

test('a session older than its refresh token is replaced too', async () => {
  await using stage = await openBluesky();
  await stage.network.verify(signal);
  stage.clock.time += 100 * 24 * HOUR;
  await (await stage.reconnect()).verify(signal);
  expect(callsOf(stage, 'createSession')).toBe(2);
});

test('when the refresh cannot be made, the session is not given up', async () => {
  await using stage = await openBluesky();
  await stage.network.verify(signal);
  stage.clock.time += 3 * HOUR;
  stage.server.faults.add({ path: /refreshSession/, when: 'before', effect: { kind: 'reset' } });
  const part = stage.part(makePost());
  const error = await deliveryError(stage.network.publish(part, stage.context('en')), stage.secrets);
  expect(error.kind).toBe('unavailable');
  await stage.network.publish(part, stage.context('en'));
  expect(callsOf(stage, 'createSession')).toBe(1);
});

test('an answer to the refresh that got lost does not lose the session', async () => {
  await using stage = await openBluesky();
  await stage.network.verify(signal);
  stage.clock.time += 3 * HOUR;
  stage.server.faults.add({ path: /refreshSession/, when: 'after', effect: { kind: 'reset' } });
  expect((await deliveryError(stage.network.verify(signal), stage.secrets)).kind).toBe('unavailable');
  await stage.network.verify(signal);
  expect(callsOf(stage, 'createSession')).toBe(1);
});

test('a wrong password is a matter of credentials, and is tried once', async () => {
  await using server = await serveSandbox(createBlueskySandbox({ now: () => new Date() }));
  const password = 'not-the-password-at-all';
  const network = await bluesky.connect({
    settings: { ...server.settings, BLUESKY_APP_PASSWORD: password },
    now: () => new Date(),
    timeoutMs: 5000,
    keep: createKeepsake(),
  });
  const error = await deliveryError(network.verify(signal), [password]);
  expect(error).toMatchObject({ kind: 'rejected', reason: 'credentials' });
  expect(error.message).toContain('BLUESKY_APP_PASSWORD');
  expect(server.faults.calls).toHaveLength(1);
});

test('a sign-in without an answer has published nothing: `unavailable`', async () => {
  await using stage = await openBluesky();
  stage.server.faults.add({ path: /createSession/, when: 'after', effect: { kind: 'reset' } });
  const part = stage.part(makePost());
  expect((await deliveryError(stage.network.publish(part, stage.context('en')), stage.secrets)).kind).toBe(
    'unavailable',
  );
});

test('too many sign-ins are throttled until the server says', async () => {
  await using stage = await openBluesky();
  const connect = () =>
    bluesky.connect({
      settings: stage.server.settings,
      now: () => new Date(stage.clock.time),
      timeoutMs: 5000,
      keep: createKeepsake(),
    });
  for (let times = 0; times < 30; times += 1) await (await connect()).verify(signal);
  const error = await deliveryError((await connect()).verify(signal), stage.secrets);
  expect(error.kind).toBe('throttled');
  expect(error.retryAt?.getTime()).toBeGreaterThan(stage.clock.time + 4 * 60_000);
  expect(error.retryAt?.getTime()).toBeLessThanOrEqual(stage.clock.time + 5 * 60_000 + 1000);
});

test('the session of another account is not taken up', async () => {
  await using stage = await openBluesky();
  const keep = createKeepsake();
  const connect = (identifier: string) =>
    bluesky.connect({
      settings: { ...stage.server.settings, BLUESKY_IDENTIFIER: identifier },
      now: () => new Date(),
      timeoutMs: 5000,
      keep,
    });
  for (const identifier of ['solidarity.test', '@solidarity.test', 'solidarity@example.test']) {
    await (await connect(identifier)).verify(signal);
  }
  expect(callsOf(stage, 'createSession')).toBe(2);
});

test('no token is in an error, even when the server repeats it', async () => {
  await using stage = await openBluesky();
  await stage.network.verify(signal);
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOngifQ.c2lnbmF0dXJl';
  stage.server.faults.add({
    path: /putRecord/,
    when: 'before',
    effect: {
      kind: 'respond',
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ error: 'InvalidRequest', message: `Bearer ${token}` }),
    },
  });
  const call = stage.network.publish(stage.part(makePost()), stage.context('en'));
  await deliveryError(call, [token, 'eyJzdWIi']);
});
