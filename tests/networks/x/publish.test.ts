import { expect, test } from 'vitest';
import { partOf, place, publishContext, servedX } from './served-x.ts';

test('publishes a thread, with links and tags as followers see them', async () => {
  await using x = await servedX();
  const first = partOf('Их имена: https://belaruswomen.org/имена_(списки). #FreeThemAll');
  const receipt = await x.network.publish(first, publishContext());
  const second = partOf('«Вторая часть» — 1 593 человека');
  const reply = await x.network.publish(second, publishContext({ replyTo: receipt, root: receipt }));

  expect(receipt.url).toBe(`https://x.com/i/status/${receipt.id}`);
  expect(receipt.at).toEqual(x.clock.now());
  const [root, answer] = x.sandbox.timeline();
  expect(root).toMatchObject({
    id: receipt.id,
    text: first.text,
    language: 'ru',
    place: '@solidarity_sandbox',
  });
  expect(root?.marks.map(mark => first.text.slice(mark.start, mark.end))).toEqual([
    'https://belaruswomen.org/имена_(списки)',
    '#FreeThemAll',
  ]);
  expect(answer).toMatchObject({ id: reply.id, text: second.text, replyTo: receipt.id });
});

test('says who may reply, on the first part only', async () => {
  await using x = await servedX();
  const options = { replies: 'mentioned' } as const;
  const receipt = await x.network.publish(partOf('one', { options }), publishContext());
  await x.network.publish(partOf('two', { options }), publishContext({ replyTo: receipt }));
  expect(x.sandbox.snapshot()).toMatchObject({
    posts: [{ replySettings: 'mentionedUsers' }, { text: 'two' }],
  });
  expect(JSON.stringify(x.sandbox.snapshot()).match(/replySettings/g)).toHaveLength(1);
});

test('names the account', async () => {
  await using x = await servedX();
  const account = await x.network.verify(new AbortController().signal);
  expect(account).toEqual({ id: '1720000000000000001', name: '@solidarity_sandbox' });
});

test('removes a post, and takes one that is gone for removed', async () => {
  await using x = await servedX();
  const signal = new AbortController().signal;
  const receipt = await x.network.publish(partOf('to be withdrawn'), publishContext());
  await x.network.remove?.(receipt, { place, signal });
  expect(x.sandbox.timeline()).toEqual([]);
  await expect(x.network.remove?.(receipt, { place, signal })).resolves.toBeUndefined();
});

test('a post costs more with a URL, a bare domain too', async () => {
  await using x = await servedX();
  expect(x.network.cost?.(partOf('198 women'))).toEqual({ amount: 0.015, currency: 'USD' });
  expect(x.network.cost?.(partOf('see https://spring96.org'))).toEqual({ amount: 0.2, currency: 'USD' });
  expect(x.network.cost?.(partOf('Source: spring96.org'))).toEqual({ amount: 0.2, currency: 'USD' });
});
