import { expect, test } from 'vitest';
import { type Body, type Shown, servedSandbox } from './served-sandbox.ts';

const USER = '/2/users/1720000000000000001/tweets';

async function fill(x: Awaited<ReturnType<typeof servedSandbox>>, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    ids.push((await x.tweet({ text: `post ${number}` })).body.data.id);
    x.clock.time += 1000;
  }
  return ids;
}

test('newest first, page by page', async () => {
  await using x = await servedSandbox();
  const ids = await fill(x, 12);
  const first = (await x.list(`${USER}?max_results=5`)).body;
  const second = (await x.list(`${USER}?max_results=5&pagination_token=${first.meta.next_token}`)).body;
  const third = (await x.list(`${USER}?max_results=5&pagination_token=${second.meta.next_token}`)).body;
  const shown = [first, second, third].flatMap(({ data }) => data.map(({ id }) => id));
  expect(shown).toEqual([...ids].reverse());
  expect(third.meta).toEqual({ result_count: 2, newest_id: ids[1], oldest_id: ids[0] });
});

test('since an id, since a time, none', async () => {
  await using x = await servedSandbox();
  const ids = await fill(x, 3);
  const idsOf = ({ data }: Body<readonly Shown[]>) => data.map(({ id }) => id);
  expect(idsOf((await x.list(`${USER}?since_id=${ids[0]}`)).body)).toEqual([ids[2], ids[1]]);
  expect(idsOf((await x.list(`${USER}?start_time=2026-05-21T09:00:02Z`)).body)).toEqual([ids[2]]);
  expect((await x.list(`${USER}?since_id=${ids[2]}`)).body).toEqual({ meta: { result_count: 0 } });
});

test('says what a post replies to, in the words of either document', async () => {
  await using x = await servedSandbox();
  const root = (await x.tweet({ text: 'root' })).body.data.id;
  await x.tweet({ text: 'reply', reply: { in_reply_to_tweet_id: root } });
  const older = (await x.list(`${USER}?tweet.fields=referenced_tweets`)).body.data[0];
  expect(older?.referenced_tweets).toEqual([{ type: 'replied_to', id: root }]);
  x.sandbox.behaviour.vocabulary = 'post';
  const newer = (await x.list(`${USER}?expansions=referenced_posts`)).body.data[0];
  expect(newer?.referenced_posts).toEqual([{ type: 'replied_to', id: root }]);
  expect((await x.list(`${USER}?tweet.fields=entities`)).status).toBe(400);
});

test('the index may lag', async () => {
  await using x = await servedSandbox();
  x.sandbox.behaviour.indexLagMs = 10_000;
  await x.tweet({ text: 'late' });
  expect((await x.list(USER)).body.meta.result_count).toBe(0);
  expect(x.sandbox.timeline()).toHaveLength(1);
  x.clock.time += 10_000;
  expect((await x.list(USER)).body.meta.result_count).toBe(1);
});

test.each([
  'max_results=4',
  'max_results=101',
  'since_id=abc',
  'start_time=yesterday',
  'start_time=2009-01-01T00:00:00Z',
  'tweet.fields=colour',
  'expansions=everything',
  'colour=red',
])('refuses %s', async query => {
  await using x = await servedSandbox();
  await x.tweet({ text: 'one' });
  const answer = await x.list(`${USER}?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.body.type).toBe('https://api.x.com/2/problems/invalid-request');
});

test("another user's timeline is not there", async () => {
  await using x = await servedSandbox();
  expect((await x.list('/2/users/17/tweets')).status).toBe(404);
});
