import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/draft.ts';
import type { Media } from '../../src/domain/media.ts';
import { createMediaPreparer } from '../../src/media/create-media-preparer.ts';
import { networks } from '../../src/networks/registry.ts';
import { openStage } from '../networks/contract/network-stage.ts';
import { makePost } from '../networks/contract/sample-posts.ts';
import type { NetworkFixture } from '../networks/network-fixture.ts';
import { expectClean } from './expect-clean.ts';
import { ladenJpeg, ladenPng } from './laden-pictures.ts';
import { mediaFolder } from './written-media.ts';

const PICTURES = [
  ['a JPEG with a place', 'photo.jpg', 'image/jpeg', ladenJpeg],
  ['a PNG with words', 'drawing.png', 'image/png', ladenPng],
] as const;

describe.each(networks.map(definition => [definition.title, definition] as const))(
  '%s',
  (_title, definition) => {
    test('says what files it takes', async () => {
      const stage = await openNetwork();
      await using _ = stage;
      expect(stage.network.mediaLimits?.picture.types).toContain('image/jpeg');
    });

    test.each(PICTURES)('%s comes out with nothing but the picture', async (_what, name, type, make) => {
      await using folder = await mediaFolder();
      const media = await folder.write(name, type, await make({ width: 60, height: 40 }));
      const stage = await openNetwork();
      await using _ = stage;
      const { network } = stage;
      const preparer = createMediaPreparer();
      const file = (one: Media) => preparer.prepare(one, network.mediaLimits);
      const { place, signal } = stage.context('en');
      const composed = network.compose(makePost({ media: [media] }), place);
      if (isRefusal(composed)) throw new Error(composed.refusal);
      const [part] = composed.parts;
      if (part === undefined) throw new Error('no part');
      const upload = await network.upload?.(await file(media), { place, signal });
      const uploads = upload === undefined ? [] : [upload];
      await network.publish(part, stage.context('en', { uploads, file }));
      const shown = stage.server.network.timeline().flatMap(post => post.media);
      expect(shown).toHaveLength(1);
      for (const { bytes } of shown) await expectClean(bytes);
    });

    async function openNetwork() {
      const file = `../networks/${definition.name}.fixture.ts`;
      const { fixture } = (await import(file)) as { fixture: NetworkFixture };
      return openStage(definition, fixture);
    }
  },
);
