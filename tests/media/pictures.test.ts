import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { PictureLimits } from '../../src/domain/media.ts';
import { createMediaPreparer } from '../../src/media/create-media-preparer.ts';
import { expectClean, metadataOf } from './expect-clean.ts';
import { halves, ladenJpeg, ladenPng, movingGif, noise } from './laden-pictures.ts';
import { mediaFolder } from './written-media.ts';

const ALL = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const picture = (change: Partial<PictureLimits> = {}) => ({
  picture: { types: ALL, bytes: 5_000_000, ...change },
});

async function prepared(bytes: Uint8Array, type: string, change: Partial<PictureLimits> = {}) {
  await using folder = await mediaFolder();
  const media = await folder.write(`picture.${type.split('/')[1]}`, type, bytes);
  return await createMediaPreparer().prepare(media, picture(change));
}

async function colourAt(bytes: Uint8Array, left: number, top: number): Promise<'red' | 'blue'> {
  const pixel = await sharp(bytes).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
  return (pixel[0] ?? 0) > (pixel[2] ?? 0) ? 'red' : 'blue';
}

test('the test files are laden, as an independent reader sees them', async () => {
  expect(await metadataOf(await ladenJpeg())).toMatchObject({
    Make: 'Secret Device',
    latitude: expect.closeTo(53.9),
    longitude: expect.closeTo(27.55),
    ProfileDescription: expect.anything(),
    Byline: 'Secret Person',
    title: 'Secret Title',
  });
  expect(await metadataOf(await ladenPng())).toMatchObject({
    Make: 'Secret Device',
    Author: 'Secret Person',
  });
});

test.each([
  ['a JPEG', 'image/jpeg', () => ladenJpeg()],
  ['a PNG', 'image/png', () => ladenPng()],
  ['a GIF', 'image/gif', () => movingGif()],
  [
    'a WebP',
    'image/webp',
    async () =>
      sharp(await ladenJpeg())
        .keepMetadata()
        .webp()
        .toBuffer(),
  ],
])('%s keeps its type and loses all that is not the picture', async (_what, type, make) => {
  const { bytes, type: made, ...rest } = await prepared(await make(), type);
  expect(made).toBe(type);
  expect(rest).toMatchObject({
    alt: 'What it shows.',
    width: expect.any(Number),
    height: expect.any(Number),
  });
  await expectClean(bytes);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'stands upright, whichever way up it was taken (%i)',
  async orientation => {
    const { bytes, width, height } = await prepared(
      await ladenJpeg({ width: 60, height: 40, orientation }),
      'image/jpeg',
    );
    const lies = orientation >= 5;
    expect([width, height]).toEqual(lies ? [40, 60] : [60, 40]);
    const corners = {
      1: 'red',
      2: 'blue',
      3: 'blue',
      4: 'red',
      5: 'red',
      6: 'red',
      7: 'blue',
      8: 'blue',
    } as const;
    expect(await colourAt(bytes, 3, 3)).toBe(corners[orientation as keyof typeof corners]);
  },
);

test.each([
  ['the longer side', { side: 30 }, [30, 20]],
  ['the pixels', { pixels: 600 }, [30, 20]],
  ['width and height together', { widthAndHeight: 50 }, [30, 20]],
])('%s is kept', async (_what, change, size) => {
  const { width, height } = await prepared(await ladenJpeg(), 'image/jpeg', change);
  expect([width, height]).toEqual(size);
});

test('a small picture is not made larger', async () => {
  expect(await prepared(await ladenJpeg(), 'image/jpeg', { side: 4096 })).toMatchObject({
    width: 60,
    height: 40,
  });
});

test('where the bytes do not fit, quality goes first and size after it', async () => {
  const bytes = await noise(600, 400).jpeg({ quality: 100 }).toBuffer();
  const better = await prepared(bytes, 'image/jpeg', { bytes: 200_000 });
  const smaller = await prepared(bytes, 'image/jpeg', { bytes: 20_000 });
  expect(better).toMatchObject({ width: 600, height: 400 });
  expect(better.bytes.length).toBeLessThanOrEqual(200_000);
  expect(smaller.bytes.length).toBeLessThanOrEqual(20_000);
  expect(smaller.width).toBeLessThan(600);
  expect(smaller.width / smaller.height).toBeCloseTo(1.5, 1);
});

test('a drawing stays lossless where it fits, and becomes a JPEG where it does not', async () => {
  const bytes = await noise(300, 200).png().toBuffer();
  expect((await prepared(bytes, 'image/png')).type).toBe('image/png');
  expect(await prepared(bytes, 'image/png', { bytes: 100_000 })).toMatchObject({
    type: 'image/jpeg',
    width: 300,
  });
});

test('what is see-through stays so', async () => {
  const { bytes } = await prepared(await ladenPng(), 'image/png', { types: ['image/jpeg', 'image/png'] });
  const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  expect(data[3]).toBe(128);
});

test('a network that shows no WebP gets another type', async () => {
  const bytes = await halves({ width: 60, height: 40 }).webp().toBuffer();
  expect((await prepared(bytes, 'image/webp', { types: ['image/jpeg', 'image/png'] })).type).toBe(
    'image/jpeg',
  );
});

test('what moves goes on moving, and stands still where the network shows no moving pictures', async () => {
  const bytes = await movingGif(40, 20);
  const moving = await prepared(bytes, 'image/gif', { side: 20 });
  expect(moving).toMatchObject({ type: 'image/gif', width: 20, height: 10 });
  expect(await sharp(moving.bytes).metadata()).toMatchObject({ pages: 3, delay: [100, 100, 100] });
  const still = await prepared(bytes, 'image/gif', { types: ['image/jpeg', 'image/png'] });
  expect(still).toMatchObject({ type: 'image/png', width: 40, height: 20 });
});

test('colours stay what they were when the profile goes', async () => {
  const wide = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c04020' } })
    .withIccProfile('p3')
    .jpeg({ quality: 100 })
    .toBuffer();
  const { bytes } = await prepared(wide, 'image/jpeg');
  const pixel = await sharp(bytes).raw().toBuffer();
  for (const [channel, value] of [0xc0, 0x40, 0x20].entries()) {
    expect(Math.abs((pixel[channel] ?? 0) - value)).toBeLessThan(12);
  }
});

test("a card's picture has a limit of its own", async () => {
  await using folder = await mediaFolder();
  const media = await folder.write(
    'card.jpg',
    'image/jpeg',
    await noise(300, 200).jpeg({ quality: 100 }).toBuffer(),
  );
  const limits = { ...picture(), thumbnail: { types: ALL, bytes: 15_000 } };
  const preparer = createMediaPreparer();
  expect((await preparer.prepare(media, limits, 'thumbnail')).bytes.length).toBeLessThanOrEqual(15_000);
  expect((await preparer.prepare(media, limits)).bytes.length).toBeGreaterThan(15_000);
});

test('a network that says nothing gets what every network takes', async () => {
  await using folder = await mediaFolder();
  const media = await folder.write(
    'a.jpg',
    'image/jpeg',
    await noise(1500, 1000).jpeg({ quality: 100 }).toBuffer(),
  );
  const { bytes } = await createMediaPreparer().prepare(media, undefined);
  expect(bytes.length).toBeLessThanOrEqual(1_000_000);
});

test('the same file for the same network is drawn once', async () => {
  await using folder = await mediaFolder();
  const media = await folder.write('a.jpg', 'image/jpeg', await ladenJpeg());
  const preparer = createMediaPreparer();
  const [one, other] = await Promise.all([
    preparer.prepare({ ...media, alt: 'One.' }, picture()),
    preparer.prepare({ ...media, alt: 'Раз.' }, picture()),
  ]);
  expect(other?.bytes).toBe(one?.bytes);
  expect([one?.alt, other?.alt]).toEqual(['One.', 'Раз.']);
});
