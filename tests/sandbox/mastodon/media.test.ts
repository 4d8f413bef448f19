import sharp from 'sharp';
import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';

const redSquare = () =>
  sharp({ create: { width: 9, height: 6, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();

function form(bytes: Uint8Array | string, description = 'A red square.'): FormData {
  const body = new FormData();
  body.append('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], 'name.jpg'));
  body.append('description', description);
  return body;
}

test('a file is processed for a while: 202, 206, 200, and only then attached', async () => {
  await using sandbox = await servedSandbox();
  const created = await sandbox.call('POST', '/api/v2/media', { form: form(await redSquare()) });
  expect(created).toMatchObject({
    status: 202,
    body: { type: 'image', url: null, description: 'A red square.' },
  });
  const { id } = created.body as { id: string };
  const attach = () =>
    sandbox.call('POST', '/api/v1/statuses', { json: { status: 'Look', media_ids: [id] } });
  expect(await attach()).toMatchObject({
    status: 422,
    body: { error: 'Cannot attach files that have not finished processing. Try again in a moment!' },
  });
  expect((await sandbox.call('GET', `/api/v1/media/${id}`)).status).toBe(206);
  const ready = await sandbox.call('GET', `/api/v1/media/${id}`);
  expect(ready).toMatchObject({ status: 200, body: { meta: { original: { width: 9, height: 6 } } } });
  expect((await attach()).status).toBe(200);
  expect((await attach()).body).toEqual({
    error: `Media ${id} not found or already attached to another post`,
  });
});

test('followers get the bytes that were sent', async () => {
  await using sandbox = await servedSandbox({ processingPolls: 0 });
  const bytes = await redSquare();
  const { id } = await sandbox.client.v2.media.create({
    file: new Blob([new Uint8Array(bytes)]),
    skipPolling: true,
  });
  await sandbox.client.v1.media.$select(id).update({ description: 'Changed.' });
  await sandbox.client.v1.statuses.create({ mediaIds: [id] });
  const [post] = sandbox.server.network.timeline();
  expect(post?.media).toMatchObject([{ id, type: 'image/jpeg', alt: 'Changed.' }]);
  const { body } = await sandbox.call('GET', `/api/v1/media/${id}`);
  const served = await fetch((body as { url: string }).url);
  expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
});

test.each([
  ['text', 'not a picture', 'Validation failed: File content type is invalid, File is invalid'],
  ['a broken picture', '\x89PNG\r\n\x1a\nxxxxxxxxxxxx', 'Error processing thumbnail for uploaded media'],
])('%s is refused', async (_what, content, error) => {
  await using sandbox = await servedSandbox();
  const bytes = new Uint8Array(Buffer.from(content, 'latin1'));
  const { status, body } = await sandbox.call('POST', '/api/v2/media', { form: form(bytes) });
  expect({ status, body }).toEqual({ status: 422, body: { error } });
});

test('a description has a limit', async () => {
  await using sandbox = await servedSandbox();
  const upload = async (description: string) =>
    sandbox.call('POST', '/api/v2/media', { form: form(await redSquare(), description) });
  expect((await upload('я'.repeat(1500))).status).toBe(202);
  expect(await upload('я'.repeat(1501))).toMatchObject({
    status: 422,
    body: { error: 'Validation failed: Description is too long (maximum is 1500 characters)' },
  });
});

test('a video goes alone', async () => {
  await using sandbox = await servedSandbox({ processingPolls: 0 });
  const upload = async (bytes: Uint8Array) =>
    ((await sandbox.call('POST', '/api/v2/media', { form: form(bytes) })).body as { id: string }).id;
  const video = await upload(new Uint8Array(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1')));
  const image = await upload(await redSquare());
  const { body } = await sandbox.call('POST', '/api/v1/statuses', { json: { media_ids: [image, video] } });
  expect(body).toEqual({ error: 'Cannot attach a video to a post that already contains images' });
});
