import { expect } from 'vitest';
import { deliveryError, type NetworkStage, shownPost } from './network-stage.ts';
import { makePost, paragraph, text } from './sample-posts.ts';
import type { Suite } from './suite.ts';

export function describeLater({ fixture, open, check }: Suite): void {
  async function publish(stage: NetworkStage) {
    const { place, signal } = stage.context('en');
    const receipt = await stage.network.publish(stage.part(makePost()), stage.context('en'));
    return { receipt, context: { place, signal } };
  }

  check('remove', 'what is removed is gone, and removing it again changes nothing', async () => {
    await using stage = await open();
    const { receipt, context } = await publish(stage);
    const remove = defined(stage.network.remove, 'remove');
    await remove(receipt, context);
    expect(stage.server.network.timeline()).toEqual([]);
    await remove(receipt, context).catch(error =>
      expect(error).toMatchObject({ kind: 'rejected', reason: 'gone' }),
    );
    expect(stage.server.network.timeline()).toEqual([]);
  });

  check('edit', 'an edit changes the text and stays one post', async () => {
    await using stage = await open();
    const { receipt } = await publish(stage);
    const part = stage.part(makePost({ body: [paragraph(text('A corrected sentence.'))] }));
    const edited = await defined(stage.network.edit, 'edit')(receipt, part, stage.context('en'));
    expect(stage.server.network.timeline()).toHaveLength(1);
    expect(shownPost(stage, edited)).toMatchObject({
      text: (fixture.textOnServer ?? (one => one.text))(part),
      edited: true,
    });
  });

  check('pin', 'a pinned post stands on top', async () => {
    await using stage = await open();
    const { receipt, context } = await publish(stage);
    await defined(stage.network.pin, 'pin')(receipt, context);
    expect(shownPost(stage, receipt).pinned).toBe(true);
  });

  check('remove', 'a call that fails is a DeliveryError too', async () => {
    await using stage = await open();
    const { receipt, context } = await publish(stage);
    stage.server.faults.add({ path: /./, when: 'before', effect: { kind: 'reset' }, times: 1000 });
    const { remove, edit, pin } = stage.network;
    const calls = [remove?.(receipt, context), pin?.(receipt, context)];
    if (edit !== undefined)
      calls.push(edit(receipt, stage.part(makePost()), stage.context('en')).then(() => {}));
    for (const call of calls) if (call !== undefined) await deliveryError(call, stage.secrets);
  });
}

/** A method that the network has to have, since its fixture gives no reason why not. */
function defined<T>(method: T | undefined, name: string): T {
  if (method === undefined)
    throw new Error(`${name}: implement it, or say in the fixture's skips why the network lacks it`);
  return method;
}
