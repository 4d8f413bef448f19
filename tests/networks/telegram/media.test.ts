import { expect, test } from 'vitest';
import type { Media, PreparedMedia } from '../../../src/domain/media.ts';
import type { Upload } from '../../../src/domain/network.ts';
import { picture, tinyMp4 } from './pictures.ts';
import {
  mediaOf,
  partOf,
  place,
  preparedOf,
  publishContext,
  type ServedTelegram,
  servedTelegram,
} from './served-telegram.ts';

const signal = new AbortController().signal;

async function upload(telegram: ServedTelegram, media: PreparedMedia): Promise<Upload> {
  const uploaded = await telegram.network.upload?.(media, { place, signal });
  if (uploaded === undefined) throw new Error('the adapter cannot upload');
  return uploaded;
}

test('a picture goes to the log chat once, and is published by its id with its caption', async () => {
  await using telegram = await servedTelegram();
  const media = mediaOf('one');
  const bytes = await picture();
  const file = preparedOf(media, bytes);
  const [first, again] = await Promise.all([upload(telegram, file), upload(telegram, file)]);
  const later = await upload(telegram, file);
  expect([again, later]).toEqual([first, first]);
  expect(telegram.server.faults.calls).toHaveLength(1);

  const part = partOf('Her name', { media: [media], marks: [{ kind: 'bold', start: 0, end: 3 }] });
  const receipt = await telegram.network.publish(part, publishContext({ uploads: [first] }));
  expect(receipt.ref).toMatchObject({ mediaIds: ['one'] });
  const [post] = telegram.sandbox.timeline();
  expect(post).toMatchObject({ text: 'Her name', marks: part.marks, media: [{ type: 'image/png' }] });
  expect(Buffer.compare(Buffer.from(post?.media[0]?.bytes ?? []), Buffer.from(bytes))).toBe(0);
});

test('without a log chat the file travels with the call, and nothing of the call is lost', async () => {
  await using telegram = await servedTelegram({ withoutLogChat: true });
  expect(telegram.network.upload).toBeUndefined();
  const media = [mediaOf('one'), mediaOf('two')];
  const file = async (wanted: Media) => preparedOf(wanted, await picture({ hue: wanted.id.length * 20 }));
  const root = await telegram.network.publish(partOf('root'), publishContext());
  const options = { sensitive: true, silent: true } as const;
  const single = partOf('#one', {
    media: media.slice(0, 1),
    options,
    marks: [{ kind: 'italic', start: 0, end: 2 }],
  });
  await telegram.network.publish(single, publishContext({ file, replyTo: root }));
  const album = await telegram.network.publish(
    partOf('both', { media, options }),
    publishContext({ file, replyTo: root }),
  );

  expect(album.ref).toMatchObject({ messageIds: [3, 4] });
  const [, one, both] = telegram.sandbox.timeline();
  expect(one).toMatchObject({ text: '#one', replyTo: '1', sensitive: true });
  expect(one?.marks).toContainEqual({ kind: 'italic', start: 0, end: 2 });
  expect(both).toMatchObject({ text: 'both', replyTo: '1', sensitive: true });
  expect(both?.media).toHaveLength(2);
});

test('a file that was neither uploaded nor handed over is refused before the call', async () => {
  await using telegram = await servedTelegram();
  const part = partOf('text', { media: [mediaOf('one')] });
  await expect(telegram.network.publish(part, publishContext())).rejects.toMatchObject({ kind: 'rejected' });
  const file = () => Promise.reject(new Error('one.png is truncated'));
  await expect(telegram.network.publish(part, publishContext({ file }))).rejects.toMatchObject({
    kind: 'rejected',
    message: expect.stringContaining('one.png is truncated'),
  });
  expect(telegram.server.faults.calls).toEqual([]);
});

test('a GIF that stands still is a photo by the time it is brought, and is published as one', async () => {
  await using telegram = await servedTelegram();
  const media = mediaOf('still', { type: 'image/gif' });
  const uploaded = await upload(telegram, { ...preparedOf(media, await picture()), type: 'image/png' });
  await telegram.network.publish(
    partOf('still', { media: [media] }),
    publishContext({ uploads: [uploaded] }),
  );
  expect(telegram.sandbox.timeline()).toMatchObject([{ media: [{ type: 'image/png' }] }]);
});

test('a video, a GIF and an album of both kinds', async () => {
  await using telegram = await servedTelegram();
  const video = mediaOf('film', { type: 'video/mp4' });
  const gif = mediaOf('wave', { type: 'image/gif' });
  const photo = mediaOf('one');
  const gifBytes = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const uploads = [
    await upload(telegram, preparedOf(video, tinyMp4)),
    await upload(telegram, preparedOf(gif, gifBytes, 1)),
    await upload(telegram, preparedOf(photo, await picture())),
  ];
  for (const media of [[video], [gif], [photo, video]]) {
    await telegram.network.publish(partOf('caption', { media }), publishContext({ uploads }));
  }
  expect(telegram.sandbox.timeline().map(post => post.media.map(({ type }) => type))).toEqual([
    ['video/mp4'],
    ['image/gif'],
    ['image/png', 'video/mp4'],
  ]);
});

test.each([
  { why: 'of a strange type', type: 'image/tiff', size: 40, bytes: 10 },
  { why: 'too heavy', type: 'image/png', size: 40, bytes: 10_000_001 },
  { why: 'too large', type: 'image/png', size: 6000, bytes: 10 },
  { why: 'a video too heavy', type: 'video/mp4', size: 40, bytes: 50_000_001 },
])('a file $why is refused before the call', async ({ type, size, bytes }) => {
  await using telegram = await servedTelegram();
  const file = preparedOf(mediaOf('one', { type }), new Uint8Array(bytes), size);
  await expect(upload(telegram, file)).rejects.toMatchObject({ kind: 'rejected', reason: 'content' });
  await expect(upload(telegram, { ...file, type: 'image/png', width: 1000, height: 40 })).rejects.toThrow();
  expect(telegram.server.faults.calls).toEqual([]);
});

test('an upload that gets no answer published nothing, and is tried again', async () => {
  await using telegram = await servedTelegram();
  telegram.server.faults.add({ path: /sendPhoto/, when: 'after', effect: { kind: 'reset' } });
  const file = preparedOf(mediaOf('one'), await picture());
  await expect(upload(telegram, file)).rejects.toMatchObject({ kind: 'unavailable' });
  expect(await upload(telegram, file)).toMatchObject({ mediaId: 'one' });
});

test('edits the caption, then the picture of an album, and removes every message of it', async () => {
  await using telegram = await servedTelegram();
  const media = [mediaOf('one'), mediaOf('two')];
  const other = mediaOf('three');
  const uploads: Upload[] = [];
  for (const [index, file] of [...media, other].entries()) {
    uploads.push(await upload(telegram, preparedOf(file, await picture({ hue: index * 50 }))));
  }
  const context = publishContext({ uploads });
  const published = await telegram.network.publish(partOf('before', { media }), context);
  await telegram.network.edit?.(published, partOf('after', { media }), context);
  expect(telegram.sandbox.timeline()).toMatchObject([{ text: 'after', edited: true }]);
  const before = telegram.sandbox.timeline()[0]?.media.map(({ id }) => id);
  const changed = partOf('after', { media: [mediaOf('one'), other] });
  const edited = await telegram.network.edit?.(published, changed, context);
  expect(edited?.ref).toMatchObject({ mediaIds: ['one', 'three'], messageIds: [1, 2] });
  const after = telegram.sandbox.timeline()[0]?.media.map(({ id }) => id);
  expect(after?.[0]).toBe(before?.[0]);
  expect(after?.[1]).not.toBe(before?.[1]);
  await expect(telegram.network.edit?.(published, partOf('no picture'), context)).rejects.toMatchObject({
    kind: 'rejected',
  });
  await telegram.network.remove?.(published, { place, signal });
  expect(telegram.sandbox.timeline()).toEqual([]);
});
