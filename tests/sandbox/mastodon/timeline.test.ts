import { expect, test } from 'vitest';
import { createMastodonSandbox } from '../../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import { ACCOUNT } from '../../../src/sandbox/mastodon/options.ts';
import { servedSandbox } from './served-sandbox.ts';

async function withPosts(count: number) {
  const sandbox = await servedSandbox();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await sandbox.client.v1.statuses.create({ status: `Post ${index}` })).id);
  }
  const { statuses } = sandbox.client.v1.accounts.$select(ACCOUNT.id);
  return { sandbox, ids, statuses };
}

test('ids grow, also within a millisecond and when the clock goes back', async () => {
  const { sandbox, ids } = await withPosts(3);
  await using _ = sandbox;
  sandbox.clock.time -= 60_000;
  ids.push((await sandbox.client.v1.statuses.create({ status: 'Later' })).id);
  expect(ids.map(BigInt)).toEqual(ids.map(BigInt).toSorted((a, b) => (a < b ? -1 : 1)));
});

test('posts are listed newest first, page by page', async () => {
  const { sandbox, ids, statuses } = await withPosts(5);
  await using _ = sandbox;
  const pages: string[][] = [];
  for await (const page of statuses.list({ limit: 2 })) pages.push(page.map(({ id }) => id));
  const newestFirst = ids.toReversed();
  expect(pages.filter(page => page.length > 0)).toEqual([
    newestFirst.slice(0, 2),
    newestFirst.slice(2, 4),
    newestFirst.slice(4),
  ]);
});

test('cursors: since_id gives the newest above, min_id those right above', async () => {
  const { sandbox, ids, statuses } = await withPosts(5);
  await using _ = sandbox;
  const [first = ''] = ids;
  const idsOf = (page: readonly { id: string }[]) => page.map(({ id }) => id);
  expect(idsOf(await statuses.list({ sinceId: first, limit: 2 }))).toEqual([ids[4], ids[3]]);
  expect(idsOf(await statuses.list({ minId: first, limit: 2 }))).toEqual([ids[2], ids[1]]);
  expect(idsOf(await statuses.list({ maxId: ids[2] ?? '' }))).toEqual([ids[1], ids[0]]);
});

test('followers see text, marks, pictures and what is folded away', async () => {
  await using sandbox = await servedSandbox();
  let changes = 0;
  const stop = sandbox.server.network.onChange(() => {
    changes += 1;
  });
  await sandbox.client.v1.statuses.create({
    status: 'См. https://belaruswomen.org #Беларусь',
    spoilerText: 'Насилие',
    language: 'ru',
  });
  stop();
  await sandbox.client.v1.statuses.create({ status: 'Unseen', visibility: 'direct' });
  expect(changes).toBe(1);
  expect(sandbox.server.network.timeline()).toMatchObject([
    {
      network: 'mastodon',
      text: 'См. https://belaruswomen.org #Беларусь',
      language: 'ru',
      contentWarning: 'Насилие',
      at: new Date(sandbox.clock.time),
      marks: [
        { kind: 'link', start: 4, end: 28, url: 'https://belaruswomen.org' },
        { kind: 'tag', start: 29, end: 38, tag: 'Беларусь' },
      ],
    },
  ]);
});

test('a snapshot holds keys, windows and the last id', async () => {
  const { sandbox, ids } = await withPosts(2);
  await using _ = sandbox;
  await sandbox.call('POST', '/api/v1/statuses', {
    headers: { 'idempotency-key': 'k' },
    json: { status: 'Keyed' },
  });
  const again = createMastodonSandbox({ now: () => new Date(sandbox.clock.time) });
  again.restore(JSON.parse(JSON.stringify(sandbox.server.network.snapshot())));
  const post = (key: string) =>
    again.app.request('/api/v1/statuses', {
      method: 'POST',
      headers: {
        ...bearer(sandbox.server.settings),
        'idempotency-key': key,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ status: 'Again' }),
    });
  await post('k');
  expect(again.timeline()).toEqual(sandbox.server.network.timeline());
  const answer = await post('other');
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('295');
  expect(BigInt(again.timeline().at(-1)?.id ?? 0) > BigInt(ids.at(-1) ?? 0)).toBe(true);
});

const bearer = (settings: Readonly<Record<string, string>>) => ({
  authorization: `Bearer ${settings.MASTODON_ACCESS_TOKEN}`,
});
