import { expect, test } from 'vitest';
import type { Part } from '../../../src/domain/draft.ts';
import type { FindContext, Found, PublishContext } from '../../../src/domain/network.ts';
import { needsTimeout, UNANSWERED } from './faults-of-calls.ts';
import { deliveryError, type NetworkStage, shownPost } from './network-stage.ts';
import { makePost, paragraph, text } from './sample-posts.ts';
import type { Suite } from './suite.ts';

/** After which an adapter gives up a call that is meant to hang. */
const SHORT_MS = 500;
const LONG_MS = 5000;

export function describeUnknown({ fixture, open, check }: Suite): void {
  /** One part published well, and one whose call ends in a fault. */
  async function publishInto(
    stage: NetworkStage,
    when: 'before' | 'after',
    effect = UNANSWERED['a reset connection'],
  ) {
    const first = stage.part(makePost({ body: [paragraph(text('What came before.'))] }));
    const lastKnown = await stage.network.publish(first, stage.context('en'));
    const part = stage.part(makePost());
    const context = stage.context('en');
    const since = new Date(stage.clock.time);
    if (effect !== undefined) stage.server.faults.add({ ...fixture.publishing, when, effect });
    const error = await deliveryError(stage.network.publish(part, context), stage.secrets);
    const find = () => findUntilSure(stage, part, { ...context, since, lastKnown });
    return { part, context, error, find };
  }

  for (const [name, effect] of Object.entries(UNANSWERED)) {
    test(`${name} after the effect is \`unknown\``, async () => {
      await using stage = await open(needsTimeout(effect) ? SHORT_MS : LONG_MS);
      const { error } = await publishInto(stage, 'after', effect);
      expect(error.kind).toBe('unknown');
      expect(stage.server.network.timeline()).toHaveLength(2);
    });

    // Half an answer is an answer: the server has had the call, so there is no "before".
    if (effect.kind === 'truncate') continue;
    test(`${name} before the effect is never taken for a refusal`, async () => {
      await using stage = await open(needsTimeout(effect) ? SHORT_MS : LONG_MS);
      const { error } = await publishInto(stage, 'before', effect);
      expect(['unknown', 'unavailable']).toContain(error.kind);
      expect(stage.server.network.timeline()).toHaveLength(1);
    });
  }

  test('a repeatable network is simply called again, any other is never asked to', async () => {
    await using stage = await open();
    const { part, context } = await publishInto(stage, 'after');
    if (!stage.network.repeatable) return;
    const again = await (await stage.reconnect()).publish(part, context);
    expect(shownPost(stage, again).text).toBe((fixture.textOnServer ?? (one => one.text))(part));
    expect(await stage.network.publish(part, context)).toEqual(again);
    expect(stage.server.network.timeline()).toHaveLength(2);
  });

  check('find', 'what was published is found, once', async () => {
    await using stage = await open();
    const { find } = await publishInto(stage, 'after');
    const found = await find();
    if (found.outcome !== 'found') throw new Error(JSON.stringify(found));
    expect(stage.server.network.timeline().at(-1)?.id).toBe(found.receipt.id);
    expect(stage.server.network.timeline()).toHaveLength(2);
  });

  check('find', 'what was not published is not found', async () => {
    await using stage = await open();
    const { find } = await publishInto(stage, 'before');
    expect(await find()).toEqual({ outcome: 'nothing' });
    expect(stage.server.network.timeline()).toHaveLength(1);
  });

  check('find', 'a look-up that fails leaves the question open', async () => {
    await using stage = await open();
    const { find } = await publishInto(stage, 'after');
    stage.server.faults.add({ path: /./, when: 'before', effect: { kind: 'reset' }, times: 1000 });
    const error = await deliveryError(find(), stage.secrets);
    expect(['unavailable', 'unknown']).toContain(error.kind);
  });
}

/** Looks, and looks again as long as the network says when it will be able to tell. */
async function findUntilSure(
  stage: NetworkStage,
  part: Part,
  context: PublishContext & Pick<FindContext, 'since' | 'lastKnown'>,
): Promise<Found> {
  for (let looks = 0; looks < 10; looks += 1) {
    const found = await stage.network.find(part, context);
    if (found.outcome !== 'cannot tell' || found.lookAgainAt === undefined) return found;
    stage.clock.time = found.lookAgainAt.getTime();
  }
  throw new Error('never sure');
}
