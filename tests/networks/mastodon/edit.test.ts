import { expect, test } from 'vitest';
import { failedCall } from './failed-call.ts';
import { uploadedPicture } from './pictures.ts';
import { partOf, place, publishContext, servedMastodon, signal } from './served-mastodon.ts';

test('an edit keeps files, language, warning and place', async () => {
  await using mastodon = await servedMastodon();
  const replyTo = await mastodon.network.publish(partOf('Before'), publishContext());
  const { media, upload } = await uploadedPicture(mastodon.network, 'A red square.');
  const details = { language: 'ru', media: [media], options: { contentWarning: 'CW', sensitive: true } };
  const context = publishContext({ uploads: [upload], replyTo });
  const receipt = await mastodon.network.publish(partOf('Было', details), context);
  const [, before] = mastodon.timeline();
  const edited = await mastodon.network.edit?.(receipt, partOf('Стало', details), context);
  expect(edited?.id).toBe(receipt.id);
  expect(mastodon.timeline()[1]).toEqual({ ...before, text: 'Стало', edited: true });
});

test('files whose uploads are not known any more stay', async () => {
  await using mastodon = await servedMastodon();
  const { media, upload } = await uploadedPicture(mastodon.network, 'A red square.');
  const context = publishContext({ uploads: [upload] });
  const receipt = await mastodon.network.publish(partOf('One', { media: [media] }), context);
  await mastodon.network.edit?.(receipt, partOf('Two', { media: [media] }), publishContext());
  expect(mastodon.timeline()).toMatchObject([{ text: 'Two', media: [{ alt: 'A red square.' }] }]);
});

test('what is gone cannot be edited, and removing it again is no fault', async () => {
  await using mastodon = await servedMastodon();
  const receipt = await mastodon.network.publish(partOf('One'), publishContext());
  await mastodon.network.remove?.(receipt, { place, signal: signal() });
  await mastodon.network.remove?.(receipt, { place, signal: signal() });
  const call = mastodon.network.edit?.(receipt, partOf('Two'), publishContext());
  expect(await failedCall(call, mastodon.token)).toMatchObject({ kind: 'rejected', reason: 'gone' });
});

test('pinning twice is no fault, pinning more than the server takes is', async () => {
  await using mastodon = await servedMastodon();
  const context = { place, signal: signal() };
  for (const text of ['1', '2', '3', '4', '5']) {
    const receipt = await mastodon.network.publish(partOf(text), publishContext());
    await mastodon.network.pin?.(receipt, context);
    await mastodon.network.pin?.(receipt, context);
  }
  const sixth = await mastodon.network.publish(partOf('6'), publishContext());
  const error = await failedCall(mastodon.network.pin?.(sixth, context), mastodon.token);
  expect(error).toMatchObject({ kind: 'rejected', reason: 'content' });
});
