import { describe, expect, test } from 'vitest';
import { expectClean } from '../media/expect-clean.ts';
import { ladenJpeg, ladenPng } from '../media/laden-pictures.ts';
import { openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];

async function illustrated() {
  const post = `    card: gallery
    media:
      - { file: photo.jpg, alt: { en: A woman at a window, ru: Женщина у окна } }
`;
  return campaignFiles(post, {
    'sample/photo.jpg': await ladenJpeg({ width: 400, height: 300 }),
    'sample/faces.png': await ladenPng({ width: 1200, height: 630 }),
  });
}

describe.each([
  ['with a log chat', []],
  ['without a log chat', ['TELEGRAM_LOG_CHAT']],
])('a post with a picture and a card, %s', (_title, without) => {
  test('is on every network in both languages, the pictures without a trace', async () => {
    await using stage = await openHouseOnStage({ files: await illustrated(), without });
    await stage.useCases.schedule({ post: 'sample/note', at: stage.clock.now(), admin: '1' });
    await stage.deliverAll();
    const deliveries = await stage.house.ledger.list({});
    expect(deliveries.map(({ place, state, note }) => [place, state, note])).toEqual(
      deliveries.map(({ place }) => [place, 'published', undefined]),
    );
    for (const network of NETWORKS) {
      const shown = stage.timeline(network).flatMap(({ media }) => media);
      expect(shown, network).toHaveLength(2);
      for (const { bytes } of shown) await expectClean(bytes);
    }
  });
});

test('a card alone has its thumbnail on Bluesky, and brings no file anywhere else', async () => {
  const files = campaignFiles('    card: gallery\n', {
    'sample/faces.png': await ladenPng({ width: 1200, height: 630 }),
  });
  await using stage = await openHouseOnStage({ files });
  await stage.useCases.schedule({ post: 'sample/note', at: stage.clock.now(), admin: '1' });
  await stage.deliverAll();
  expect(stage.timeline('bluesky').map(({ card }) => card?.title)).toEqual(['Gallery', 'Галерея']);
  const [post] = await stage.house.ledger.list({ network: 'bluesky' });
  const record = await stage.house.ledger.read(post?.id ?? '');
  expect(record?.parts[0]?.uploads).toHaveLength(1);
  for (const network of ['telegram', 'mastodon', 'x']) {
    const [other] = await stage.house.ledger.list({ network });
    const parts = (await stage.house.ledger.read(other?.id ?? ''))?.parts;
    expect(parts?.flatMap(({ uploads }) => uploads)).toEqual([]);
    expect(stage.timeline(network).flatMap(({ media }) => media)).toEqual([]);
  }
});
