import { expect, test } from 'vitest';
import { createMastodon } from '../../../src/networks/mastodon/create-mastodon.ts';
import { startRecordingServer } from '../recording-server.ts';
import { findContext, partOf, place, publishContext, signal } from './served-mastodon.ts';

const NOW = new Date('2026-05-21T09:00:00Z');

/** The adapter before a server that takes everything, so that what it sends can be held against Mastodon's documentation. */
async function recorded() {
  const server = await startRecordingServer(call => {
    if (call.endsWith('/statuses') && call.startsWith('GET')) return [];
    return {
      id: '17',
      url: 'http://m.example/17',
      username: 'solidarity',
      version: '4.3.8',
      domain: 'm.example',
    };
  });
  const network = createMastodon({ url: server.url, accessToken: 't', timeoutMs: 3000, now: () => NOW });
  return {
    server,
    network,
    async [Symbol.asyncDispose]() {
      await network.close?.();
      await server[Symbol.asyncDispose]();
    },
  };
}

test('a status names all that it is, in the documented names', async () => {
  await using mastodon = await recorded();
  const options = { contentWarning: 'Prison', visibility: 'unlisted', sensitive: true } as const;
  await mastodon.network.publish(partOf('198', { language: 'ru-BY' }), publishContext());
  const media = [{ id: 'one', path: 'one.png', type: 'image/png', alt: 'Alt' }];
  const uploads = [{ mediaId: 'one', ref: { id: '9' } }];
  await mastodon.network.publish(
    partOf('look', { options, media }),
    publishContext({ uploads, replyTo: { id: '5', at: NOW } }),
  );
  expect(mastodon.server.calls).toEqual([
    {
      call: 'POST /api/v1/statuses',
      body: { status: '198', visibility: 'public', sensitive: false, spoiler_text: '', language: 'ru' },
    },
    {
      call: 'POST /api/v1/statuses',
      body: {
        status: 'look',
        visibility: 'unlisted',
        sensitive: true,
        spoiler_text: 'Prison',
        language: 'en',
        media_ids: ['9'],
        in_reply_to_id: '5',
      },
    },
  ]);
});

test('files, edits, pins, look-ups and what is taken down', async () => {
  await using mastodon = await recorded();
  const { network } = mastodon;
  const file = { id: 'one', path: 'one.png', type: 'image/png', alt: 'Alt', width: 1, height: 1 };
  await network.upload?.({ ...file, bytes: new Uint8Array(3) }, { place, signal: signal() });
  const receipt = { id: '5', at: NOW };
  await network.edit?.(receipt, partOf('new'), publishContext());
  await network.pin?.(receipt, { place, signal: signal() });
  await network.find(partOf('lost'), findContext(NOW));
  await network.remove?.(receipt, { place, signal: signal() });
  expect(mastodon.server.calls).toEqual([
    { call: 'POST /api/v2/media', body: { file: '3 bytes', description: 'Alt' } },
    {
      call: 'PUT /api/v1/statuses/5',
      body: { status: 'new', visibility: 'public', sensitive: false, spoiler_text: '', language: 'en' },
    },
    { call: 'POST /api/v1/statuses/5/pin' },
    { call: 'GET /api/v1/accounts/verify_credentials' },
    { call: 'GET /api/v2/instance' },
    { call: 'GET /api/v1/accounts/17/statuses', query: { limit: '40', exclude_reblogs: 'true' } },
    { call: 'DELETE /api/v1/statuses/5' },
  ]);
});
