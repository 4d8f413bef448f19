import { expect, it } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import type { Media } from '../../src/domain/media.ts';
import { createDeliveryStage, plannedDelivery } from './delivery-stage.ts';
import { createScriptedNetwork, draftOf } from './scripted-network.ts';

const media = (id: string): Media => ({ id, path: `${id}.jpg`, type: 'image/jpeg', alt: 'a picture' });
const [part] = draftOf(['with pictures']).parts;
const draft = {
  parts:
    part === undefined ? [] : [{ ...part, media: [media('a'), media('b')], options: { pin: true as const } }],
};

it('files are on the network before the post is, each once, and the first part is pinned', async () => {
  const network = createScriptedNetwork();
  const uploaded: string[] = [];
  const pinned: string[] = [];
  let down = true;
  network.upload = async prepared => {
    if (prepared.id === 'b' && down) {
      down = false;
      throw new Error('the connection was reset');
    }
    uploaded.push(prepared.id);
    return { mediaId: prepared.id, ref: { file: prepared.id } };
  };
  network.pin = async receipt => void pinned.push(receipt.id);
  await using stage = await createDeliveryStage(network);
  const desk = stage.desk_({
    prepareMedia: async ({ id, type, alt }) => ({
      id,
      type,
      alt,
      bytes: new Uint8Array(),
      width: 1,
      height: 1,
    }),
  });
  const delivery = plannedDelivery('pictures', stage.clock.now());
  await stage.ledger.plan([{ delivery, draft }]);
  for (let rings = 0; rings < 3; rings += 1) {
    await desk.ring({ deliveryId: delivery.id, network: 'testnet' }, new AbortController().signal);
    stage.clock.turn(10_000);
  }
  expect(await stage.state(delivery.id)).toBe('published');
  expect(uploaded).toEqual(['a', 'b']);
  expect(network.calls).toHaveLength(1);
  expect(pinned).toEqual(['1']);
});

it('a file that cannot be used ends the delivery with the reason', async () => {
  const network = createScriptedNetwork();
  network.upload = async ({ id }) => ({ mediaId: id, ref: {} });
  await using stage = await createDeliveryStage(network);
  const desk = stage.desk_({ prepareMedia: () => Promise.reject(new InputError('a.jpg is no picture.')) });
  const delivery = plannedDelivery('broken', stage.clock.now());
  await stage.ledger.plan([{ delivery, draft }]);
  await desk.ring({ deliveryId: delivery.id, network: 'testnet' }, new AbortController().signal);
  expect((await stage.ledger.read(delivery.id))?.delivery).toMatchObject({
    state: 'failed',
    note: 'a.jpg is no picture.',
  });
  expect(network.calls).toEqual([]);
});
