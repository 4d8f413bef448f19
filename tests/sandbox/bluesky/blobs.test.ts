import { BlobRef } from '@atproto/api';
import { expect, test } from 'vitest';
import { openPds, type Pds, POSTS, postRecord, refusal } from './pds.ts';

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function png(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(PNG_START);
  return bytes;
}

async function upload(pds: Pds, size: number): Promise<BlobRef> {
  return (await pds.agent.com.atproto.repo.uploadBlob(png(size), { encoding: 'image/png' })).data.blob;
}

function postWith(pds: Pds, image: BlobRef) {
  const embed = { $type: 'app.bsky.embed.images', images: [{ alt: 'x', image }] };
  const record = postRecord({ embed });
  return pds.agent.com.atproto.repo.putRecord({
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record,
  });
}

test('a picture that was uploaded is shown', async () => {
  await using pds = await openPds();
  await postWith(pds, await upload(pds, 100));
  const [post] = pds.sandbox.timeline();
  expect(post?.media.map(({ bytes, type, alt }) => [bytes.length, type, alt])).toEqual([
    [100, 'image/png', 'x'],
  ]);
});

test('an upload of 5 MiB passes, one byte more is refused', async () => {
  await using pds = await openPds();
  expect((await upload(pds, 5 * 1024 * 1024)).size).toBe(5 * 1024 * 1024);
  expect(await refusal(upload(pds, 5 * 1024 * 1024 + 1))).toMatchObject({
    status: 413,
    error: 'PayloadTooLarge',
  });
});

test('a picture of 2,000,000 bytes may be posted, one byte more may not', async () => {
  await using pds = await openPds();
  await postWith(pds, await upload(pds, 2_000_000));
  const refused = await refusal(postWith(pds, await upload(pds, 2_000_001)));
  expect(refused).toMatchObject({ status: 400, error: 'InvalidRequest' });
  expect(refused.message).toContain('2000000');
});

test('a blob that was never uploaded is not found', async () => {
  await using pds = await openPds();
  await using elsewhere = await openPds();
  const image = await upload(elsewhere, 50);
  expect(await refusal(postWith(pds, image))).toMatchObject({ status: 400, error: 'BlobNotFound' });
});

test('a blob must be what the record says', async () => {
  await using pds = await openPds();
  const { ref, mimeType, size } = await upload(pds, 60);
  expect((await refusal(postWith(pds, new BlobRef(ref, 'image/jpeg', size)))).error).toBe('InvalidMimeType');
  expect((await refusal(postWith(pds, new BlobRef(ref, mimeType, size - 1)))).error).toBe('InvalidSize');
});

test('a blob that no record names any more has to be uploaded again', async () => {
  await using pds = await openPds();
  const image = await upload(pds, 70);
  const { data } = await postWith(pds, image);
  const rkey = data.uri.split('/').at(-1) ?? '';
  await pds.agent.com.atproto.repo.deleteRecord({ repo: pds.did, collection: POSTS, rkey });
  expect((await refusal(postWith(pds, image))).error).toBe('BlobNotFound');
  await postWith(pds, await upload(pds, 70));
});
