import { expect, test } from 'vitest';
import { failedCall } from './failed-call.ts';
import { picture, uploadedPicture } from './pictures.ts';
import { partOf, place, publishContext, servedMastodon, signal } from './served-mastodon.ts';

test('a file is waited for while the server works on it, and arrives with its words', async () => {
  await using mastodon = await servedMastodon({ processingPolls: 3 });
  const { media, upload } = await uploadedPicture(mastodon.network, 'Красный квадрат.');
  await mastodon.network.publish(partOf('Look', { media: [media] }), publishContext({ uploads: [upload] }));
  expect(mastodon.timeline()).toMatchObject([{ media: [{ type: 'image/png', alt: 'Красный квадрат.' }] }]);
  const asked = mastodon.server.faults.calls.filter(({ path }) => path.startsWith('/api/v1/media/'));
  expect(asked).toHaveLength(4);
});

test('a file that is never done is given up, and nothing is published', async () => {
  await using mastodon = await servedMastodon({ processingPolls: 1_000_000 });
  const call = uploadedPicture(mastodon.network, 'A red square.');
  expect((await failedCall(call, mastodon.token)).kind).toBe('unavailable');
});

test('waiting ends when it is called off', async () => {
  await using mastodon = await servedMastodon({ processingPolls: 1_000_000, givenUpAfterMs: 1_000_000 });
  const { prepared } = await picture('A red square.');
  const controller = new AbortController();
  const call = mastodon.network.upload?.(prepared, { place, signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  expect((await failedCall(call, mastodon.token)).kind).toBe('unavailable');
});

test('a server without the second form of the call gets the first', async () => {
  await using mastodon = await servedMastodon();
  const json = { 'content-type': 'application/json' };
  const missing = { kind: 'respond', status: 404, headers: json, body: '{"error":"Not Found"}' } as const;
  mastodon.server.faults.add({ path: /v2\/media/, when: 'before', effect: missing });
  const { media, upload } = await uploadedPicture(mastodon.network, 'A red square.');
  await mastodon.network.publish(partOf('Look', { media: [media] }), publishContext({ uploads: [upload] }));
  expect(mastodon.timeline()).toMatchObject([{ media: [{ alt: 'A red square.' }] }]);
});

test('several files keep their order', async () => {
  await using mastodon = await servedMastodon();
  const first = await uploadedPicture(mastodon.network, 'First.');
  const second = await uploadedPicture(mastodon.network, 'Second.');
  const media = [{ ...second.media, id: 'two' }, first.media];
  const uploads = [first.upload, { ...second.upload, mediaId: 'two' }];
  await mastodon.network.publish(partOf('Look', { media }), publishContext({ uploads }));
  expect(mastodon.timeline()[0]?.media.map(({ alt }) => alt)).toEqual(['Second.', 'First.']);
});

test('a part whose file was not brought before is not published without it', async () => {
  await using mastodon = await servedMastodon();
  const { media } = await picture('A red square.');
  const call = mastodon.network.publish(partOf('Look', { media: [media] }), publishContext());
  expect((await failedCall(call, mastodon.token)).kind).toBe('rejected');
  expect(mastodon.timeline()).toEqual([]);
});

test('what is no picture is refused by the server, and told', async () => {
  await using mastodon = await servedMastodon();
  const { prepared } = await picture('A red square.');
  const bytes = new TextEncoder().encode('not a picture');
  const call = mastodon.network.upload?.({ ...prepared, bytes }, { place, signal: signal() });
  expect(await failedCall(call, mastodon.token)).toMatchObject({ kind: 'rejected', reason: 'content' });
});
