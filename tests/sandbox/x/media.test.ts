import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';

const initialize = { method: 'POST', path: '/2/media/upload/initialize' } as const;
const png = { media_type: 'image/png', media_category: 'tweet_image', total_bytes: 100 };

test.each([
  ['a type that is no picture', { ...png, media_type: 'text/html' }],
  ['a GIF among pictures', { ...png, media_type: 'image/gif' }],
  ['a picture over 5 MB', { ...png, total_bytes: 5 * 1024 * 1024 + 1 }],
  [
    'a video over 512 MB',
    { media_type: 'video/mp4', media_category: 'tweet_video', total_bytes: 513 * 1024 * 1024 },
  ],
  ['no size', { media_type: 'image/png', media_category: 'tweet_image' }],
  ['an unknown field', { ...png, colour: 'red' }],
])('refuses %s', async (_what, body) => {
  await using x = await servedSandbox();
  const response = await x.call({ ...initialize, body });
  expect(response.status).toBe(400);
});

test('a file whose chunks have not all arrived is neither finalized nor posted', async () => {
  await using x = await servedSandbox();
  const { data } = (await (await x.call({ ...initialize, body: png })).json()) as { data: { id: string } };
  const finalized = await x.call({ method: 'POST', path: `/2/media/upload/${data.id}/finalize` });
  expect(finalized.status).toBe(400);
  expect((await x.tweet({ text: 'look', media: { media_ids: [data.id] } })).status).toBe(400);
});

test.each([
  ['an alt text over 1000 characters', { alt_text: { text: 'a'.repeat(1001) } }],
  ['an empty alt text', { alt_text: { text: '' } }],
  ['an unknown warning', { sensitive_media_warning: { scary: true } }],
])('refuses %s', async (_what, metadata) => {
  await using x = await servedSandbox();
  const { data } = (await (await x.call({ ...initialize, body: png })).json()) as { data: { id: string } };
  const response = await x.call({
    method: 'POST',
    path: '/2/media/metadata',
    body: { id: data.id, metadata },
  });
  expect(response.status).toBe(400);
});
