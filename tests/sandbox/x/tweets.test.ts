import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';

const DUPLICATE = 'You are not allowed to create a Tweet with duplicate content.';

test.each([
  ['an unknown field', { text: 'a', lang: 'en' }, 400],
  ['a field of the wrong type', { text: 17 }, 400],
  ['an unknown field inside', { text: 'a', reply: { in_reply_to_tweet_id: '1', x: 1 } }, 400],
  ['a number for an id', { text: 'a', reply: { in_reply_to_tweet_id: 1 } }, 400],
  ['no text', {}, 400],
  ['an empty text', { text: ' \n' }, 400],
  ['replies that nobody may make', { text: 'a', reply_settings: 'nobody' }, 400],
  ['media that are not there', { text: 'a', media: { media_ids: ['17'] } }, 400],
  ['no media in a list', { text: 'a', media: { media_ids: [] } }, 400],
  ['281 characters', { text: 'a'.repeat(281) }, 403],
  ['141 that weigh two', { text: '…'.repeat(141) }, 403],
  ['a URL on a new domain that weighs 23', { text: `${'a'.repeat(257)} https://x.kids` }, 403],
  ['a reply to nothing', { text: 'a', reply: { in_reply_to_tweet_id: '17' } }, 403],
  ['two cashtags', { text: '$AB and $CD' }, 403],
])('refuses %s', async (_why, body, status) => {
  await using x = await servedSandbox();
  const answer = await x.tweet(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    title: expect.any(String),
    detail: expect.any(String),
    type: expect.any(String),
  });
  expect(x.sandbox.timeline()).toEqual([]);
});

test.each([
  ['280 characters', 'a'.repeat(280)],
  ['280 in Cyrillic', 'ж'.repeat(280)],
  ['140 newer emoji', '🫩'.repeat(140)],
  ['a URL on a new domain', `${'a'.repeat(256)} https://x.kids`],
])('takes %s', async (_what, text) => {
  await using x = await servedSandbox();
  expect(await x.tweet({ text })).toMatchObject({ status: 201, body: { data: { id: expect.any(String) } } });
  expect(x.sandbox.timeline()[0]?.text).toBe(text);
});

test('refuses the same text while it is recent, and takes it later', async () => {
  await using x = await servedSandbox();
  await x.tweet({ text: 'again' });
  expect(await x.tweet({ text: 'again ' })).toMatchObject({
    status: 403,
    body: { title: 'Forbidden', type: 'about:blank', status: 403, detail: DUPLICATE },
  });
  x.clock.time += x.sandbox.behaviour.duplicateWindowMs;
  expect((await x.tweet({ text: 'again' })).status).toBe(201);
});

test('shows URLs as t.co links, with where they lead, and escapes', async () => {
  await using x = await servedSandbox();
  const { body } = await x.tweet({ text: 'Жанна <& spring96.org/ru #FreeThemAll' });
  const answer = await x.get(`/2/tweets/${body.data.id}?tweet.fields=entities,created_at,lang`);
  const { text, entities, created_at, lang } = answer.body.data;
  const [url] = entities?.urls ?? [];
  expect(text).toBe(`Жанна &lt;&amp; ${url?.url} #FreeThemAll`);
  expect(url).toMatchObject({ expanded_url: 'http://spring96.org/ru', display_url: 'spring96.org/ru' });
  expect([...text].slice(url?.start, url?.end).join('')).toBe(url?.url);
  expect({ created_at, lang }).toEqual({ created_at: '2026-05-21T09:00:00.000Z', lang: 'ru' });
  expect(entities?.hashtags).toMatchObject([{ tag: 'FreeThemAll' }]);
});

test('ids rise, also within one millisecond, and carry the time', async () => {
  await using x = await servedSandbox();
  const ids = [];
  for (const text of ['a', 'b', 'c']) ids.push(BigInt((await x.tweet({ text })).body.data.id));
  expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
  expect(Number(((ids[0] ?? 0n) >> 22n) + 1_288_834_974_657n)).toBe(x.clock.time);
});

test('reads many at once, and says which are missing', async () => {
  await using x = await servedSandbox();
  const { id } = (await x.tweet({ text: 'here' })).body.data;
  const { body } = await x.list(`/2/tweets?ids=${id},17`);
  expect(body.data).toMatchObject([{ id, text: 'here' }]);
  expect(body.errors).toMatchObject([
    { resource_id: '17', type: expect.stringContaining('resource-not-found') },
  ]);
});

test('deletes once', async () => {
  await using x = await servedSandbox();
  const { id } = (await x.tweet({ text: 'gone' })).body.data;
  const removal = { method: 'DELETE', path: `/2/tweets/${id}` } as const;
  const response = await x.call(removal);
  expect(await response.json()).toEqual({ data: { deleted: true } });
  expect((await x.call(removal)).status).toBe(404);
  expect((await x.get(`/2/tweets/${id}`)).status).toBe(404);
});

test('tells listeners of every change until they stop listening', async () => {
  await using x = await servedSandbox();
  let changes = 0;
  const stop = x.sandbox.onChange(() => {
    changes += 1;
  });
  const { id } = (await x.tweet({ text: 'one' })).body.data;
  await x.call({ method: 'DELETE', path: `/2/tweets/${id}` });
  stop();
  await x.tweet({ text: 'two' });
  expect(changes).toBe(2);
});
