import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import type { Media, MediaLimits } from '../../src/domain/media.ts';
import { createMediaPreparer } from '../../src/media/create-media-preparer.ts';
import { ladenJpeg, ladenPng, movingGif, noise, pngThatClaims } from './laden-pictures.ts';
import { mediaFolder } from './written-media.ts';

const LIMITS: MediaLimits = {
  picture: { types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'], bytes: 5_000_000, ratio: 20 },
};

/** The one sentence with which a file is refused. */
async function refusal(media: Media, limits = LIMITS): Promise<string> {
  const error: unknown = await createMediaPreparer()
    .prepare(media, limits)
    .catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).toMatch(/^[^\n]+\.$/);
  return error.message;
}

const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.7));

test.each([
  ['photo.jpg', 'image/jpeg', async () => cut(await noise(200, 200).jpeg().toBuffer())],
  ['photo.png', 'image/png', async () => cut(await noise(200, 200).png().toBuffer())],
  ['photo.webp', 'image/webp', async () => cut(await noise(200, 200).webp().toBuffer())],
  ['photo.gif', 'image/gif', async () => cut(await noise(200, 200).gif().toBuffer())],
  ['head.jpg', 'image/jpeg', async () => (await ladenJpeg()).subarray(0, 20)],
  ['head.png', 'image/png', async () => (await ladenPng()).subarray(0, 20)],
])('%s that is cut short', async (name, type, make) => {
  await using folder = await mediaFolder();
  expect(await refusal(await folder.write(name, type, await make()))).toContain('damaged or cut short');
});

test.each([
  ['text.jpg', 'image/jpeg', 'Not a picture.'],
  ['page.png', 'image/png', '<html></html>'],
  ['drawing.png', 'image/png', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
  ['empty.jpg', 'image/jpeg', ''],
  ['phone.jpg', 'image/jpeg', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
])('%s is no picture that the bot sends', async (name, type, content) => {
  await using folder = await mediaFolder();
  const bytes = new Uint8Array(Buffer.from(content, 'latin1'));
  expect(await refusal(await folder.write(name, type, bytes))).toContain('whatever its name says');
});

test('a video that is named as a picture', async () => {
  await using folder = await mediaFolder();
  const bytes = new Uint8Array(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1'));
  expect(await refusal(await folder.write('a.jpg', 'image/jpeg', bytes))).toContain('correct its name');
});

test('a JPEG that is named PNG is what it is', async () => {
  await using folder = await mediaFolder();
  const media = await folder.write('a.png', 'image/png', await ladenJpeg());
  expect((await createMediaPreparer().prepare(media, LIMITS)).type).toBe('image/jpeg');
});

test('a decompression bomb: few bytes, gigabytes of pixels', async () => {
  await using folder = await mediaFolder();
  const bytes = await pngThatClaims(60_000, 60_000);
  expect(bytes.length).toBeLessThan(1000);
  expect(await refusal(await folder.write('bomb.png', 'image/png', bytes))).toContain('60000 × 60000 pixels');
});

test('a picture that is far too long', async () => {
  await using folder = await mediaFolder();
  const bytes = await noise(2100, 100).jpeg().toBuffer();
  expect(await refusal(await folder.write('long.jpg', 'image/jpeg', bytes))).toContain('crop it');
});

test('a picture that cannot be made small enough', async () => {
  await using folder = await mediaFolder();
  const media = await folder.write('a.jpg', 'image/jpeg', await noise(200, 200).jpeg().toBuffer());
  expect(await refusal(media, { picture: { types: ['image/jpeg'], bytes: 300 } })).toContain('300 bytes');
});

test('a network that shows none of the types', async () => {
  await using folder = await mediaFolder();
  const media = await folder.write('a.gif', 'image/gif', await movingGif());
  expect(await refusal(media, { picture: { types: ['image/gif2'], bytes: 300 } })).toContain(
    'shows only image/gif2',
  );
});

test('a file that is gone, or another one than was composed', async () => {
  await using folder = await mediaFolder();
  const media = await folder.write('a.jpg', 'image/jpeg', await ladenJpeg());
  await writeFile(media.path, await ladenJpeg({ width: 10, height: 10 }));
  expect(await refusal(media)).toContain('has changed');
  await rm(media.path);
  expect(await refusal(media)).toContain('cannot be read');
});

test('a video where the network takes none', async () => {
  await using folder = await mediaFolder();
  const bytes = new Uint8Array(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1'));
  expect(await refusal(await folder.write('a.mp4', 'video/mp4', bytes))).toContain('takes no video');
});
