import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PreparedMedia } from '../../../src/domain/media.ts';
import type { Upload } from '../../../src/domain/network.ts';
import { failedCall } from './failed-call.ts';
import { partOf, place, publishContext, type ServedX, servedX } from './served-x.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MP4 = [0, 0, 0, 24, ...Buffer.from('ftypisom')];

function file(type: string, head: readonly number[], size: number): PreparedMedia {
  const bytes = Buffer.concat([Buffer.from(head), randomBytes(size)]);
  const id = createHash('sha256').update(bytes).digest('hex');
  return { id, bytes, type, width: 10, height: 10, alt: 'Портрет политзаключённой' };
}

/** A part that shows the file. */
function showing(text: string, { id, type, alt }: PreparedMedia) {
  return partOf(text, { media: [{ id, type, alt, path: 'file' }] });
}

async function upload(x: ServedX, media: PreparedMedia): Promise<Upload> {
  const uploaded = await x.network.upload?.(media, { place, signal: new AbortController().signal });
  if (uploaded === undefined) throw new Error('X takes uploads');
  return uploaded;
}

test('a picture goes up in chunks, byte by byte, with its alt text', async () => {
  await using x = await servedX();
  const media = file('image/png', PNG, 2_500_000);
  const uploaded = await upload(x, media);
  await x.network.publish(showing('look', media), publishContext({ uploads: [uploaded] }));
  const [shown] = x.sandbox.timeline()[0]?.media ?? [];
  expect(shown).toMatchObject({ type: 'image/png', alt: media.alt });
  expect(Buffer.compare(shown?.bytes ?? Buffer.alloc(0), media.bytes)).toBe(0);
  expect(x.server.faults.calls.filter(({ path }) => path.endsWith('/append'))).toHaveLength(3);
});

test('a post with a picture is found by its text', async () => {
  await using x = await servedX();
  const media = file('image/png', PNG, 100);
  const uploaded = await upload(x, media);
  const receipt = await x.network.publish(showing('look', media), publishContext({ uploads: [uploaded] }));
  const context = {
    place,
    key: 'k',
    since: receipt.at,
    uploads: [uploaded],
    signal: new AbortController().signal,
  };
  const found = await x.network.find(showing('look', media), context);
  expect(found).toMatchObject({ outcome: 'found', receipt: { id: receipt.id } });
});

test('waits until a video is processed', async () => {
  await using x = await servedX();
  Object.assign(x.sandbox.behaviour, { processingChecks: { video: 3, picture: 0 }, checkAfterSeconds: 0 });
  const media = file('video/mp4', MP4, 1000);
  const uploaded = await upload(x, media);
  expect(x.server.faults.calls.filter(({ path }) => path.includes('command=STATUS'))).toHaveLength(3);
  await x.network.publish(showing('watch', media), publishContext({ uploads: [uploaded] }));
  expect(x.sandbox.timeline()[0]?.media[0]?.type).toBe('video/mp4');
});

test('a video that X gives no alt text is brought all the same; a picture is not', async () => {
  await using x = await servedX();
  const refusal = { kind: 'respond', status: 400, body: '{"title":"Invalid Request"}' } as const;
  x.server.faults.add({ path: /metadata/, when: 'before', effect: refusal, times: 2 });
  expect(await upload(x, file('video/mp4', MP4, 1000))).toMatchObject({ ref: { id: expect.any(String) } });
  const error = await failedCall(upload(x, file('image/png', PNG, 100)), x.server.settings);
  expect(error).toMatchObject({ kind: 'rejected', reason: 'content' });
});

test('warns of sensitive pictures, and keeps their alt text', async () => {
  await using x = await servedX();
  const media = file('image/png', PNG, 100);
  const uploaded = await upload(x, media);
  const { alt, id, type } = media;
  const part = partOf('hard to see', {
    options: { sensitive: true },
    media: [{ id, path: 'p.png', type, alt }],
  });
  await x.network.publish(part, publishContext({ uploads: [uploaded] }));
  expect(x.sandbox.timeline()[0]).toMatchObject({ sensitive: true, media: [{ alt }] });
});

test('a warning that fails publishes nothing', async () => {
  await using x = await servedX();
  const uploaded = await upload(x, file('image/png', PNG, 100));
  x.server.faults.add({ path: /metadata/, when: 'before', effect: { kind: 'reset' } });
  const part = partOf('hard to see', { options: { sensitive: true } });
  const error = await failedCall(
    x.network.publish(part, publishContext({ uploads: [uploaded] })),
    x.server.settings,
  );
  expect(error.kind).toBe('unavailable');
  expect(x.sandbox.timeline()).toEqual([]);
});

test('a file that is not what it says is refused', async () => {
  await using x = await servedX();
  const error = await failedCall(upload(x, file('image/png', [1, 2, 3], 100)), x.server.settings);
  expect(error).toMatchObject({ kind: 'rejected', reason: 'content' });
});

test('a file that X does not know any more is refused', async () => {
  await using x = await servedX();
  const media = file('image/png', PNG, 100);
  const uploads = [{ mediaId: media.id, ref: { id: '17' } }];
  const error = await failedCall(
    x.network.publish(showing('look', media), publishContext({ uploads })),
    x.server.settings,
  );
  expect(error).toMatchObject({ kind: 'rejected', reason: 'content' });
});
