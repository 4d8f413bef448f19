import { expect, test } from 'vitest';
import { failedCall } from './failed-call.ts';
import { partOf, publishContext, servedMastodon, signal } from './served-mastodon.ts';

test('the receipt says where followers see the post', async () => {
  await using mastodon = await servedMastodon();
  const receipt = await mastodon.network.publish(partOf('Hello'), publishContext());
  const [post] = mastodon.timeline();
  expect(receipt).toEqual({ id: post?.id, url: post?.url, at: new Date(mastodon.clock.time) });
});

test('the same key within the hour is the same post', async () => {
  await using mastodon = await servedMastodon();
  const context = publishContext();
  const first = await mastodon.network.publish(partOf('Hello'), context);
  mastodon.clock.time += 59 * 60_000;
  expect((await mastodon.network.publish(partOf('Hello'), context)).id).toBe(first.id);
  expect(mastodon.timeline()).toHaveLength(1);
});

test('a key does not outlive the hour, which is why the network is not repeatable', async () => {
  await using mastodon = await servedMastodon();
  const context = publishContext();
  await mastodon.network.publish(partOf('Hello'), context);
  mastodon.clock.time += 61 * 60_000;
  await mastodon.network.publish(partOf('Hello'), context);
  expect(mastodon.timeline()).toHaveLength(2);
  expect(mastodon.network.repeatable).toBe(false);
});

test('language, warning, visibility and covered pictures are as the post wants them', async () => {
  await using mastodon = await servedMastodon();
  const options = { contentWarning: 'Violence', visibility: 'unlisted', sensitive: true } as const;
  const receipt = await mastodon.network.publish(
    partOf('Текст', { language: 'ru-BY', options }),
    publishContext(),
  );
  expect(mastodon.timeline()).toMatchObject([
    { language: 'ru', contentWarning: 'Violence', sensitive: true },
  ]);
  const shown = await fetch(`${mastodon.server.url}/api/v1/statuses/${receipt.id}`);
  expect(await shown.json()).toMatchObject({ visibility: 'unlisted', spoiler_text: 'Violence' });
});

test('a post without wishes is public and open', async () => {
  await using mastodon = await servedMastodon();
  const receipt = await mastodon.network.publish(partOf('Text'), publishContext());
  const shown = await fetch(`${mastodon.server.url}/api/v1/statuses/${receipt.id}`);
  expect(await shown.json()).toMatchObject({ visibility: 'public', spoiler_text: '', sensitive: false });
});

test('a server that refuses a language gets the post without it, once and from then on', async () => {
  await using mastodon = await servedMastodon({ deviations: { languages: ['en'] } });
  for (const text of ['Раз', 'Два']) {
    await mastodon.network.publish(partOf(text, { language: 'be' }), publishContext());
  }
  expect(mastodon.timeline().map(({ text }) => text)).toEqual(['Раз', 'Два']);
  expect(mastodon.server.faults.calls.filter(({ method }) => method === 'POST')).toHaveLength(3);
});

test('any other refusal is told at once', async () => {
  await using mastodon = await servedMastodon();
  const call = mastodon.network.publish(partOf('a'.repeat(501)), publishContext());
  const error = await failedCall(call, mastodon.token);
  expect(error).toMatchObject({ kind: 'rejected', reason: 'content' });
  expect(error.message).toContain('Text character limit of 500 exceeded');
  expect(mastodon.server.faults.calls).toHaveLength(1);
});

test('an answer to a post that is gone is refused as such', async () => {
  await using mastodon = await servedMastodon();
  const replyTo = await mastodon.network.publish(partOf('First'), publishContext());
  await mastodon.network.remove?.(replyTo, { place: publishContext().place, signal: signal() });
  const call = mastodon.network.publish(partOf('Second'), publishContext({ replyTo }));
  expect(await failedCall(call, mastodon.token)).toMatchObject({ kind: 'rejected', reason: 'gone' });
});

test('the path of the address is of no matter', async () => {
  await using mastodon = await servedMastodon({ url: url => `${url}/web/home` });
  await mastodon.network.publish(partOf('Hello'), publishContext());
  expect(mastodon.timeline()).toHaveLength(1);
});

test('a part fits as it was counted, up to the last character', async () => {
  await using mastodon = await servedMastodon();
  const text = `https://belaruswomen.org/${'a'.repeat(300)} 👩‍👩‍👧‍👦${'я'.repeat(475)}`;
  await mastodon.network.publish(partOf(text), publishContext());
  await failedCall(mastodon.network.publish(partOf(`${text}я`), publishContext()), mastodon.token);
});
