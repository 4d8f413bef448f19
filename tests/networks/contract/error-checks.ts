import { expect, test } from 'vitest';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { deliveryError } from './network-stage.ts';
import { makePost } from './sample-posts.ts';
import type { Suite } from './suite.ts';

/** More than any adapter calls in one test. */
const ALWAYS = 1000;
const RETRY_AFTER_MS = 90_000;

export function describeErrors(suite: Suite): void {
  const { fixture, open, check } = suite;
  const { answers, publishing } = fixture;

  /** Publishes while the server answers as told; the error that comes of it. */
  async function publishAgainst(fault: Pick<Fault, 'effect' | 'path'> & Partial<Fault>) {
    const stage = await open();
    await stage.network.verify(AbortSignal.timeout(5000));
    stage.server.faults.add({ when: 'before', times: ALWAYS, ...fault });
    const error = await deliveryError(
      stage.network.publish(stage.part(makePost()), stage.context('en')),
      stage.secrets,
    );
    expect(stage.server.network.timeline()).toEqual([]);
    return { stage, error };
  }

  test('a refusal of the content is `rejected`', async () => {
    const { stage, error } = await publishAgainst({ ...publishing, effect: answers.rejected });
    await using _ = stage;
    expect(error.kind).toBe('rejected');
    expect(error.reason).not.toBe('credentials');
  });

  check('throttled', 'too many calls are `throttled` until the network says', async () => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const { stage, error } = await publishAgainst({
      ...publishing,
      effect: answers.throttled(new Date(now)),
    });
    await using _ = stage;
    expect(error.kind).toBe('throttled');
    const wait = (error.retryAt?.getTime() ?? 0) - stage.clock.time;
    expect(Math.abs(wait - RETRY_AFTER_MS)).toBeLessThan(5000);
  });

  check('credentials', 'revoked credentials are `rejected` and named as the reason', async () => {
    const { stage, error } = await publishAgainst({ path: /./, effect: answers.credentials });
    await using _ = stage;
    expect(error).toMatchObject({ kind: 'rejected', reason: 'credentials' });
    expect((await deliveryError(stage.network.verify(AbortSignal.timeout(5000)), stage.secrets)).reason).toBe(
      'credentials',
    );
    stage.server.faults.clear();
    await stage.network.publish(stage.part(makePost()), stage.context('en'));
    expect(stage.server.network.timeline()).toHaveLength(1);
  });

  test('an error page that repeats the secrets does not carry them out', async () => {
    await using stage = await open();
    await stage.network.verify(AbortSignal.timeout(5000));
    const body = JSON.stringify({ error: stage.secrets.join(' '), message: stage.secrets.join(' ') });
    const headers = { 'content-type': 'application/json' };
    stage.server.faults.add({
      ...fixture.publishing,
      when: 'before',
      effect: { kind: 'respond', status: 400, headers, body },
    });
    await deliveryError(stage.network.publish(stage.part(makePost()), stage.context('en')), stage.secrets);
  });

  test('a server that is not there is `unavailable`', async () => {
    await using stage = await open();
    await stage.network.verify(AbortSignal.timeout(5000));
    await stage.server.close();
    const publish = () => stage.network.publish(stage.part(makePost()), stage.context('en'));
    // A connection that was kept open may die under the first call; the second one has to open another.
    expect(['unknown', 'unavailable']).toContain((await deliveryError(publish(), stage.secrets)).kind);
    expect((await deliveryError(publish(), stage.secrets)).kind).toBe('unavailable');
  });

  test('a call that is stopped before it is made publishes nothing', async () => {
    await using stage = await open();
    await stage.network.verify(AbortSignal.timeout(5000));
    const call = stage.network.publish(
      stage.part(makePost()),
      stage.context('en', { signal: AbortSignal.abort() }),
    );
    await deliveryError(call, stage.secrets);
    expect(stage.server.network.timeline()).toEqual([]);
  });

  test('a call that is stopped while it waits ends at once, its outcome unknown', async () => {
    await using stage = await open(60_000);
    await stage.network.verify(AbortSignal.timeout(5000));
    stage.server.faults.add({ ...publishing, when: 'after', effect: { kind: 'hang' } });
    const { signal, abort } = abortWhen(() => stage.server.network.timeline().length > 0);
    const error = await deliveryError(
      stage.network.publish(stage.part(makePost()), stage.context('en', { signal })),
      stage.secrets,
    ).finally(abort);
    expect(error.kind).toBe('unknown');
  });
}

/** A signal that aborts as soon as a condition holds. */
function abortWhen(condition: () => boolean): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  const timer = setInterval(() => {
    if (condition()) controller.abort();
  }, 5);
  const abort = () => {
    clearInterval(timer);
    controller.abort();
  };
  return { signal: controller.signal, abort };
}
