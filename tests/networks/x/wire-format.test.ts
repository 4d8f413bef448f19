import { expect, test } from 'vitest';
import type { Upload } from '../../../src/domain/network.ts';
import { createXNetwork } from '../../../src/networks/x/create-x-network.ts';
import { startRecordingServer } from '../recording-server.ts';
import { partOf, place, publishContext } from './served-x.ts';

const signal = new AbortController().signal;
const NOW = new Date('2026-05-21T09:00:00Z');

/** The adapter before a server that takes everything, so that what it sends can be held against X's own OpenAPI document. */
async function recorded() {
  const server = await startRecordingServer(call => {
    if (call === 'GET /2/users/42/tweets') return { data: [], meta: { result_count: 0 } };
    if (call === 'DELETE /2/tweets/5') return { data: { deleted: true } };
    return { data: { id: '17', text: '', username: 'solidarity' } };
  });
  const network = createXNetwork({
    access: { apiKey: 'k', apiSecret: 's', accessToken: '42-t', accessSecret: 's' },
    apiUrl: server.url,
    timeoutMs: 3000,
    indexLagMs: 0,
    now: () => NOW,
  });
  return {
    server,
    network,
    async [Symbol.asyncDispose]() {
      await network.close?.();
      await server[Symbol.asyncDispose]();
    },
  };
}

const fileOf = (id: string, type: string) => ({ id, path: `${id}.png`, type, alt: `Alt of ${id}` });

test('a text is its text and nothing more', async () => {
  await using x = await recorded();
  await x.network.publish(partOf('198 женщин'), publishContext());
  expect(x.server.calls).toEqual([{ call: 'POST /2/tweets', body: { text: '198 женщин' } }]);
});

test('a reply, who may reply, and pictures in the order of the post', async () => {
  await using x = await recorded();
  const media = ['one', 'two'].map(id => fileOf(id, 'image/png'));
  const uploads: Upload[] = [
    { mediaId: 'two', ref: { id: '22' } },
    { mediaId: 'one', ref: { id: '11' } },
  ];
  const part = partOf('look', { media, options: { replies: 'mentioned' } });
  await x.network.publish(part, publishContext({ uploads }));
  await x.network.publish(part, publishContext({ uploads, replyTo: { id: '5', at: NOW } }));
  expect(x.server.calls.map(({ body }) => body)).toEqual([
    { text: 'look', media: { media_ids: ['11', '22'] }, reply_settings: 'mentionedUsers' },
    { text: 'look', media: { media_ids: ['11', '22'] }, reply: { in_reply_to_tweet_id: '5' } },
  ]);
});

test('a post whose picture was not brought is refused before the call', async () => {
  await using x = await recorded();
  const part = partOf('look', { media: [fileOf('one', 'image/png')] });
  await expect(x.network.publish(part, publishContext())).rejects.toMatchObject({ kind: 'rejected' });
  expect(x.server.calls).toEqual([]);
});

test('a file goes up by the calls of the second version of the API', async () => {
  await using x = await recorded();
  const bytes = new Uint8Array(1024 * 1024 + 3);
  const file = { ...fileOf('one', 'video/mp4'), bytes, width: 1, height: 1 };
  expect(await x.network.upload?.(file, { place, signal })).toEqual({ mediaId: 'one', ref: { id: '17' } });
  expect(x.server.calls).toEqual([
    {
      call: 'POST /2/media/upload/initialize',
      body: { media_type: 'video/mp4', media_category: 'tweet_video', total_bytes: 1_048_579 },
    },
    { call: 'POST /2/media/upload/17/append', body: { segment_index: '0', media: '1048576 bytes' } },
    { call: 'POST /2/media/upload/17/append', body: { segment_index: '1', media: '3 bytes' } },
    { call: 'POST /2/media/upload/17/finalize', body: {} },
    { call: 'POST /2/media/metadata', body: { id: '17', metadata: { alt_text: { text: 'Alt of one' } } } },
  ]);
});

test('a covered picture is said to be so beside its alt text', async () => {
  await using x = await recorded();
  const part = partOf('look', { media: [fileOf('one', 'image/png')], options: { sensitive: true } });
  await x.network.publish(part, publishContext({ uploads: [{ mediaId: 'one', ref: { id: '11' } }] }));
  expect(x.server.calls[0]).toEqual({
    call: 'POST /2/media/metadata',
    body: {
      id: '11',
      metadata: { alt_text: { text: 'Alt of one' }, sensitive_media_warning: { other: true } },
    },
  });
});

test('looking, taking down and asking whose the credentials are', async () => {
  await using x = await recorded();
  const since = new Date(NOW.getTime() - 1000);
  const lost = { place, key: 'k', since, uploads: [], signal };
  await x.network.find(partOf('lost'), lost);
  await x.network.find(partOf('lost'), { ...lost, lastKnown: { id: '4', at: new Date(0) } });
  await x.network.remove?.({ id: '5', at: NOW }, { place, signal });
  await x.network.verify(signal);
  const fields = { max_results: '100', 'tweet.fields': 'created_at,entities,note_tweet,referenced_tweets' };
  expect(x.server.calls).toEqual([
    { call: 'GET /2/users/42/tweets', query: { ...fields, start_time: '2026-05-21T06:59:59Z' } },
    { call: 'GET /2/users/42/tweets', query: { ...fields, since_id: '4' } },
    { call: 'DELETE /2/tweets/5' },
    { call: 'GET /2/users/me' },
  ]);
});
