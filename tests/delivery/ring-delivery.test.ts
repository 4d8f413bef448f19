import { describe, expect, it } from 'vitest';
import { createDeliveryStage } from './delivery-stage.ts';
import { createScriptedNetwork } from './scripted-network.ts';

describe('a delivery that is due', () => {
  it('goes out as a thread, each part in reply to the one before', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const id = await stage.plan('morning', ['one', 'two', 'three']);
    await stage.ring(id);
    expect(network.timeline.map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['one', undefined],
      ['two', '1'],
      ['three', '2'],
    ]);
    const record = await stage.ledger.read(id);
    expect(record?.delivery).toMatchObject({
      state: 'published',
      attempts: 3,
      publishedAt: stage.clock.now(),
    });
    expect(record?.parts.map(({ receipt }) => receipt?.id)).toEqual(['1', '2', '3']);
    expect(stage.steps.map(({ what }) => what)).toEqual([
      'begun',
      'part published',
      'part published',
      'published',
    ]);
  });

  it('does nothing when its alarm rings again', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const id = await stage.plan('morning', ['one']);
    await stage.ring(id);
    await stage.ring(id);
    expect(network.calls).toHaveLength(1);
  });
});
