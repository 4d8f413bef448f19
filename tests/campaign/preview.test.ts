import { expect, test } from 'vitest';
import { previewPost } from '../../src/campaign/preview-post.ts';
import { printPreview } from '../../src/commands/print-preview.ts';
import { ladenJpeg, ladenPng } from '../media/laden-pictures.ts';
import { openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const ILLUSTRATED = `    card: gallery
    options: { silent: true, pin: true, sensitive: true }
    optionsFor:
      x: { withoutLinks: true }
    media:
      - { file: photo.jpg, alt: { en: A woman at a window, ru: Женщина у окна } }
`;

const LINKS = { 'sample/note.en.liquid': 'See [their faces](https://belaruswomen.org/).' };

async function rows(post: string, texts = {}) {
  const pictures = {
    'sample/photo.jpg': await ladenJpeg({ width: 5000, height: 500 }),
    'sample/faces.png': await ladenPng({ width: 1200, height: 630 }),
  };
  await using stage = await openHouseOnStage({ files: campaignFiles(post, { ...pictures, ...texts }) });
  return previewPost(stage.house, { post: 'sample/note', language: 'en' });
}

test('shows files as each network will get them, with their alt texts, the card and what the options do there', async () => {
  const previews = await rows(ILLUSTRATED);
  for (const { network, parts, refusal } of previews) {
    expect(refusal).toBeUndefined();
    expect(
      parts.flatMap(({ media = [] }) => media),
      network,
    ).toEqual([
      {
        file: 'photo.jpg',
        type: 'image/jpeg',
        width: 4096,
        height: 409,
        bytes: expect.any(Number),
        alt: 'A woman at a window',
      },
    ]);
  }
  const options = Object.fromEntries(previews.map(({ network, options }) => [network, options]));
  expect(options).toEqual({
    telegram: { silent: true, pin: true, sensitive: true },
    bluesky: { pin: true, sensitive: true },
    mastodon: { pin: true, sensitive: true },
    x: { sensitive: true, withoutLinks: true },
  });
});

test('counts what a plan costs, part by part; links that are left out are not paid for', async () => {
  const costs = async (post: string) => {
    const previews = await rows(post, LINKS);
    return Object.fromEntries(previews.map(({ network, cost, parts }) => [network, [cost, parts[0]?.cost]]));
  };
  const dear = { amount: 0.2, currency: 'USD' };
  const cheap = { amount: 0.015, currency: 'USD' };
  const free = [undefined, undefined];
  expect(await costs('')).toEqual({ telegram: free, bluesky: free, mastodon: free, x: [dear, dear] });
  expect(await costs('    optionsFor: { x: { withoutLinks: true } }\n')).toMatchObject({ x: [cheap, cheap] });
});

test('for people: counts, files, card, options and costs at a glance', async () => {
  const shown = printPreview(await rows(ILLUSTRATED), network => network.toUpperCase());
  expect(shown).toMatch(/━━ X · en · sample\/note · one part · USD 0\.015/);
  expect(shown).toMatch(/▣ photo\.jpg: image\/jpeg, 4096 × 409, \d+ kB — A woman at a window/);
  expect(shown).toMatch(/card: Gallery — Their faces — https:\/\/gallery\.example\//);
  expect(shown).toMatch(/silent, pin, sensitive/);
  expect(shown).toMatch(/━━ together USD 0\.015$/);
});

test('a file that cannot be made ready is a refusal, in one sentence with its name', async () => {
  const previews = await rows(ILLUSTRATED, { 'sample/photo.jpg': Buffer.from('no picture at all') });
  for (const { refusal } of previews) expect(refusal).toMatch(/photo\.jpg/);
});
