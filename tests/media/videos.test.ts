import { createFile, type ISOFile, MP4BoxBuffer } from 'mp4box';
import { expect, test } from 'vitest';
import type { MediaLimits, VideoLimits } from '../../src/domain/media.ts';
import { createMediaPreparer } from '../../src/media/create-media-preparer.ts';
import { ladenVideo, VIDEO_TRACES } from './laden-video.ts';
import { mediaFolder } from './written-media.ts';

const limits = (video: VideoLimits): MediaLimits => ({ picture: { types: ['image/jpeg'], bytes: 1 }, video });
const GENEROUS = limits({ bytes: 50_000_000 });

async function prepared(bytes: Uint8Array, media = GENEROUS) {
  await using folder = await mediaFolder();
  return await createMediaPreparer().prepare(await folder.write('video.mp4', 'video/mp4', bytes), media);
}

/** The file as an independent reader sees it. */
function read(bytes: Uint8Array): { readonly file: ISOFile; readonly info: ReturnType<ISOFile['getInfo']> } {
  const file = createFile(true);
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(new Uint8Array(bytes).buffer, 0));
  file.flush();
  return { file, info: file.getInfo() };
}

test('the test file is laden', async () => {
  const raw = Buffer.from(await ladenVideo()).toString('latin1');
  for (const trace of VIDEO_TRACES) expect(raw).toContain(trace);
});

test('place, device, title, times, remarks of the encoder and strange boxes stay behind', async () => {
  const { bytes } = await prepared(await ladenVideo());
  const raw = Buffer.from(bytes).toString('latin1');
  for (const trace of [...VIDEO_TRACES, 'udta', 'uuid', 'ilst', 'mdta']) expect(raw).not.toContain(trace);
  const { file, info } = read(bytes);
  // The reader counts from 1904 as the format does: zero is that year's first day.
  expect([info.created.getUTCFullYear(), info.modified.getUTCFullYear()]).toEqual([1904, 1904]);
  for (const track of info.tracks) {
    expect([track.created.getUTCFullYear(), track.modified.getUTCFullYear()]).toEqual([1904, 1904]);
    expect(file.getTrackById(track.id).mdia.mdhd.creation_time).toBe(0);
  }
});

test('the pictures are those of the file, all of them', async () => {
  const laden = await ladenVideo({ seconds: 3 });
  const { bytes, type, width, height } = await prepared(laden);
  expect({ type, width, height }).toEqual({ type: 'video/mp4', width: 128, height: 96 });
  const { file, info } = read(bytes);
  expect(info.tracks).toMatchObject([{ nb_samples: 3, codec: 'avc1.42000a' }]);
  const [track] = info.tracks;
  const sample = file.getTrackSample(track?.id ?? 0, 0);
  const picture = Buffer.from(sample?.data ?? []);
  expect(Buffer.from(laden).includes(picture)).toBe(true);
  expect(picture[4]).toBe(0x65);
});

test('a video that was taken upright is shown upright', async () => {
  expect(await prepared(await ladenVideo({ rotation: 90 }))).toMatchObject({ width: 96, height: 128 });
});

test.each([
  ['too many bytes', limits({ bytes: 1000 }), 'export it smaller'],
  ['too long', limits({ bytes: 50_000_000, seconds: { atLeast: 0.5, atMost: 1 } }), 'lasts 2.0 seconds'],
  ['too short', limits({ bytes: 50_000_000, seconds: { atLeast: 3, atMost: 9 } }), 'lasts 2.0 seconds'],
])('%s is refused', async (_what, media, words) => {
  await expect(prepared(await ladenVideo(), media)).rejects.toThrow(words);
});

test.each([0.1, 0.5, 0.97])('a file that is cut short is refused (%f)', async part => {
  const laden = await ladenVideo();
  const end = laden.length - 24;
  await expect(prepared(laden.slice(0, Math.floor(end * part)))).rejects.toThrow(
    'video.mp4: the video is damaged',
  );
});

test('a file that only begins as a video is refused', async () => {
  const bytes = new Uint8Array(Buffer.from(`\0\0\0\x18ftypmp42\0\0\0\0mp42isom${'x'.repeat(100)}`, 'latin1'));
  await expect(prepared(bytes)).rejects.toThrow('video.mp4: the video is damaged');
});
