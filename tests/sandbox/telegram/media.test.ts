import { expect, test } from 'vitest';
import { picture, tinyMp4 } from '../../networks/telegram/pictures.ts';
import { EN, type ServedBotApi, servedBotApi } from './bot-api-client.ts';

function form(fields: Record<string, string>, files: Record<string, Uint8Array>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const [name, bytes] of Object.entries(files))
    data.set(name, new Blob([new Uint8Array(bytes)]), `${name}.bin`);
  return data;
}

interface Sent {
  readonly photo: {
    file_id: string;
    file_unique_id: string;
    width: number;
    height: number;
    file_size: number;
  }[];
}

async function sendPhoto(api: ServedBotApi, bytes: Uint8Array, fields: Record<string, string> = {}) {
  return api.call('sendPhoto', form({ chat_id: EN, ...fields }, { photo: bytes }));
}

test('keeps the bytes of a picture, and gives them back under its id', async () => {
  await using api = await servedBotApi();
  const bytes = await picture({ width: 400, height: 200 });
  const { photo } = (await sendPhoto(api, bytes, { caption: 'Имена', has_spoiler: 'true' })).result as Sent;
  const largest = photo.at(-1);
  expect(largest).toMatchObject({ width: 400, height: 200, file_size: bytes.length });
  const [post] = api.sandbox.timeline();
  expect(post).toMatchObject({ text: 'Имена', sensitive: true });
  expect(Buffer.from(post?.media[0]?.bytes ?? []).equals(bytes)).toBe(true);

  const again = await api.call('sendPhoto', { chat_id: EN, photo: largest?.file_id });
  expect((again.result as Sent).photo.at(-1)?.file_unique_id).toBe(largest?.file_unique_id);
  const link = await api.telegram.getFileLink(largest?.file_id ?? '');
  const downloaded = await (await fetch(link)).bytes();
  expect(Buffer.from(downloaded).equals(bytes)).toBe(true);
});

test('a caption takes 1024 units', async () => {
  await using api = await servedBotApi();
  const bytes = await picture();
  expect(await sendPhoto(api, bytes, { caption: 'я'.repeat(1024) })).toMatchObject({ ok: true });
  expect(await sendPhoto(api, bytes, { caption: 'я'.repeat(1025) })).toMatchObject({
    description: 'Bad Request: message caption is too long',
  });
});

test.each([
  ['no picture', () => picture({ width: 1 }).then(bytes => bytes.subarray(0, 20)), 'IMAGE_PROCESS_FAILED'],
  ['one that is too long', () => picture({ width: 420, height: 20 }), 'PHOTO_INVALID_DIMENSIONS'],
  ['one of too many pixels', () => picture({ width: 9000, height: 1001 }), 'PHOTO_INVALID_DIMENSIONS'],
  ['one of too many bytes', async () => new Uint8Array(10 * 1024 * 1024 + 1), 'file is too big'],
  ['an empty file', async () => new Uint8Array(), 'file must be non-empty'],
])('refuses as a photo: %s', async (_, make, description) => {
  await using api = await servedBotApi();
  expect(await sendPhoto(api, await make())).toMatchObject({
    status: 400,
    description: `Bad Request: ${description}`,
  });
});

test('refuses ids it does not know, of another kind, and addresses', async () => {
  await using api = await servedBotApi();
  const video = (await api.call('sendVideo', form({ chat_id: EN }, { video: tinyMp4 }))).result as {
    video: { file_id: string };
  };
  const attempt = async (photo: string) => (await api.call('sendPhoto', { chat_id: EN, photo })).description;
  expect(await attempt('nonsense')).toBe('Bad Request: wrong file identifier/HTTP URL specified');
  expect(await attempt(video.video.file_id)).toBe("Bad Request: can't use file of type Video as Photo");
  expect(await attempt('https://a.org/p.jpg')).toBe('Bad Request: failed to get HTTP URL content');
  expect((await api.call('sendPhoto', { chat_id: EN })).description).toBe(
    'Bad Request: there is no photo in the request',
  );
});

test('an album is several messages and one post', async () => {
  await using api = await servedBotApi();
  const media = JSON.stringify([
    {
      type: 'photo',
      media: 'attach://a',
      caption: 'both',
      caption_entities: [{ type: 'bold', offset: 0, length: 4 }],
    },
    { type: 'video', media: 'attach://b' },
  ]);
  const answer = await api.call(
    'sendMediaGroup',
    form({ chat_id: EN, media }, { a: await picture(), b: tinyMp4 }),
  );
  const messages = answer.result as { message_id: number; media_group_id: string }[];
  expect(messages.map(({ message_id }) => message_id)).toEqual([1, 2]);
  expect(new Set(messages.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  expect(api.sandbox.timeline()).toMatchObject([
    {
      id: '1',
      text: 'both',
      marks: [{ kind: 'bold' }],
      media: [{ type: 'image/png' }, { type: 'video/mp4' }],
    },
  ]);
});

test.each([
  ['one', 1, 'photo', 'there must be at least 2 media in an album'],
  ['eleven', 11, 'photo', 'too many messages to send as an album'],
  ['a strange kind', 2, 'hologram', "can't parse InputMedia: media type is unsupported"],
])('refuses an album of %s', async (_, count, type, description) => {
  await using api = await servedBotApi();
  const media = JSON.stringify(Array.from({ length: count }, () => ({ type, media: 'attach://a' })));
  const answer = await api.call('sendMediaGroup', form({ chat_id: EN, media }, { a: await picture() }));
  expect(answer.description).toBe(`Bad Request: ${description}`);
  expect(api.sandbox.timeline()).toEqual([]);
});

test('documents and animations do not mix with pictures', async () => {
  await using api = await servedBotApi();
  for (const type of ['animation', 'document']) {
    const media = JSON.stringify([
      { type: 'photo', media: 'attach://a' },
      { type, media: 'attach://b' },
    ]);
    const answer = await api.call(
      'sendMediaGroup',
      form({ chat_id: EN, media }, { a: await picture(), b: tinyMp4 }),
    );
    expect(answer.description).toBe("Bad Request: can't use the media of the specified type in the album");
  }
});

test('takes 413 for what no upload may be, and a text file as a document', async () => {
  await using api = await servedBotApi();
  const huge = new Uint8Array(50 * 1024 * 1024 + 1);
  expect(await api.call('sendDocument', form({ chat_id: EN }, { document: huge }))).toMatchObject({
    status: 413,
  });
  const text = new TextEncoder().encode('a list');
  expect((await api.call('sendDocument', form({ chat_id: EN }, { document: text }))).result).toMatchObject({
    document: { file_name: 'document.bin', file_size: 6 },
  });
});
