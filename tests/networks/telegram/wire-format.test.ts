import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Part } from '../../../src/domain/draft.ts';
import { telegram } from '../../../src/networks/telegram/definition.ts';
import { mediaOf, partOf, place, preparedOf, publishContext } from './served-telegram.ts';

interface Seen {
  readonly method: string;
  readonly body: unknown;
}

/** A server that takes everything and remembers it; forms as the fields that they hold. */
async function recorder() {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = request.url?.split('/').at(-1) ?? '';
    seen.push({ method, body: await read(request.headers['content-type'] ?? '', Buffer.concat(chunks)) });
    const message = {
      message_id: 4,
      chat: { id: -100, type: 'channel' },
      photo: [{ file_id: 'F', file_unique_id: 'U' }],
    };
    const result = method === 'sendMediaGroup' ? [message] : message;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const network = await telegram.connect({
    settings: {
      TELEGRAM_BOT_TOKEN: '1:x',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    now: () => new Date(0),
    timeoutMs: 3000,
    keep: { read: async () => undefined, write: async () => {} },
  });
  onTestFinished(async () => {
    await network.close?.();
    server.closeAllConnections();
    server.close();
  });
  return { seen, network };
}

async function read(type: string, bytes: Buffer): Promise<unknown> {
  if (type === 'application/json') return JSON.parse(bytes.toString());
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : `${value.name}, ${value.size} bytes`,
    ]),
  );
}

const media = [mediaOf('one', { type: 'image/jpeg' }), mediaOf('two', { type: 'image/jpeg' })];
const channel = { ...place, address: '-1001234567890' };
const context = publishContext({
  place: channel,
  replyTo: { id: '3', at: new Date(0) },
  file: async wanted => preparedOf(wanted, Buffer.from('JPEG')),
});
const part: Part = partOf('x #tag', {
  marks: [{ kind: 'tag', start: 2, end: 6, tag: 'tag' }],
  card: { url: 'https://a.org/', title: '', description: '' },
  options: { topic: 5, sensitive: true, linkPreview: 'large' },
});
const entities = [{ type: 'hashtag', offset: 2, length: 4 }];
const common = {
  chat_id: -1_001_234_567_890,
  message_thread_id: 5,
  disable_notification: true,
  reply_parameters: { message_id: 3 },
};

test('a text is JSON in the documented types', async () => {
  const { seen, network } = await recorder();
  await network.publish(part, context);
  expect(seen).toEqual([
    {
      method: 'sendMessage',
      body: {
        ...common,
        text: 'x #tag',
        entities,
        link_preview_options: { url: 'https://a.org/', prefer_large_media: true },
      },
    },
  ]);
});

test('pictures by their ids are JSON too', async () => {
  const { seen, network } = await recorder();
  const uploads = media.map(({ id }) => ({ mediaId: id, ref: { fileId: `F-${id}` } }));
  await network.publish({ ...part, media: media.slice(0, 1) }, { ...context, uploads });
  await network.publish({ ...part, media }, { ...context, uploads });
  const caption = { caption: 'x #tag', caption_entities: entities };
  expect(seen).toEqual([
    { method: 'sendPhoto', body: { ...common, ...caption, has_spoiler: true, photo: 'F-one' } },
    {
      method: 'sendMediaGroup',
      body: {
        ...common,
        media: [
          { type: 'photo', media: 'F-one', has_spoiler: true, ...caption },
          { type: 'photo', media: 'F-two', has_spoiler: true },
        ],
      },
    },
  ]);
});

test('pictures with their bytes are a form in which every object is JSON, under names that tell nothing', async () => {
  const { seen, network } = await recorder();
  await network.publish({ ...part, media: media.slice(0, 1) }, context);
  await network.publish({ ...part, media }, context);
  expect(seen[0]).toEqual({
    method: 'sendPhoto',
    body: {
      chat_id: '-1001234567890',
      message_thread_id: '5',
      disable_notification: 'true',
      reply_parameters: '{"message_id":3}',
      caption: 'x #tag',
      caption_entities: JSON.stringify(entities),
      has_spoiler: 'true',
      photo: 'photo.jpg, 4 bytes',
    },
  });
  const album = seen[1]?.body as Record<string, string>;
  const items = JSON.parse(album.media ?? '') as { media: string }[];
  expect(items).toHaveLength(2);
  for (const item of items) expect(album[item.media.replace('attach://', '')]).toBe('photo.jpg, 4 bytes');
  expect(album.reply_parameters).toBe('{"message_id":3}');
});
