import { expect, test } from 'vitest';
import type { Media } from '../../../src/domain/media.ts';
import type { Receipt, Upload } from '../../../src/domain/network.ts';
import { picture } from './pictures.ts';
import {
  EN,
  findContext,
  mediaOf,
  partOf,
  place,
  preparedOf,
  publishContext,
  type ServedTelegram,
  servedTelegram,
} from './served-telegram.ts';

const signal = new AbortController().signal;

async function publish(telegram: ServedTelegram, text: string): Promise<Receipt> {
  return telegram.network.publish(partOf(text), publishContext());
}

async function uploadOne(telegram: ServedTelegram, file: Media, hue: number): Promise<Upload> {
  const upload = await telegram.network.upload?.(preparedOf(file, await picture({ hue })), { place, signal });
  if (upload === undefined) throw new Error('the adapter cannot upload');
  return upload;
}

/** Publishes so that the answer is lost. */
async function publishUnheard(telegram: ServedTelegram, part = partOf('lost'), context = publishContext()) {
  telegram.server.faults.add({ path: /\/send/, when: 'after', effect: { kind: 'reset' } });
  await expect(telegram.network.publish(part, context)).rejects.toMatchObject({ kind: 'unknown' });
}

test('finds a post whose answer was lost, among others, and leaves the log chat clean', async () => {
  await using telegram = await servedTelegram();
  const lastKnown = await publish(telegram, 'before');
  const since = telegram.clock.now();
  await publish(telegram, 'somebody else');
  const part = partOf(' «Имена» \r\n 🕯 end ', {
    marks: [{ kind: 'link', start: 2, end: 7, url: 'https://Example.org' }],
  });
  await publishUnheard(telegram, part);
  await publish(telegram, 'after');

  const found = await telegram.network.find(part, findContext(since, { lastKnown }));
  expect(found).toEqual({
    outcome: 'found',
    receipt: {
      id: '3',
      url: 'https://t.me/solidarity_en/3',
      at: telegram.clock.now(),
      ref: { chatId: EN, messageIds: [3] },
    },
  });
  expect(telegram.sandbox.messageIds(telegram.sandbox.logChat)).toEqual([]);
  expect(telegram.sandbox.timeline()).toHaveLength(4);
});

test('says that there is nothing, past deleted posts and service messages', async () => {
  await using telegram = await servedTelegram();
  const lastKnown = await publish(telegram, 'before');
  await telegram.network.pin?.(lastKnown, { place, signal });
  const removed = await publish(telegram, 'removed');
  await telegram.network.remove?.(removed, { place, signal });
  await publish(telegram, 'another text');
  const part = partOf('never sent');
  const found = await telegram.network.find(part, findContext(telegram.clock.now(), { lastKnown }));
  expect(found).toEqual({ outcome: 'nothing' });
});

test('is not fooled by a long gap that deleted posts left', async () => {
  await using telegram = await servedTelegram();
  const lastKnown = await publish(telegram, 'before');
  for (let index = 0; index < 40; index += 1) {
    await telegram.network.remove?.(await publish(telegram, 'deleted'), { place, signal });
  }
  await publishUnheard(telegram);
  const found = await telegram.network.find(partOf('lost'), findContext(telegram.clock.now(), { lastKnown }));
  expect(found).toMatchObject({ outcome: 'found', receipt: { id: '42' } });
  expect(telegram.sandbox.messageIds(telegram.sandbox.logChat)).toEqual([]);
});

test('the same text with another link is another post', async () => {
  await using telegram = await servedTelegram();
  const link = (url: string) => partOf('here', { marks: [{ kind: 'link', start: 0, end: 4, url }] });
  const lastKnown = await publish(telegram, 'before');
  await telegram.network.publish(link('https://one.org/'), publishContext());
  const context = findContext(telegram.clock.now(), { lastKnown });
  expect(await telegram.network.find(link('https://two.org/'), context)).toEqual({ outcome: 'nothing' });
  expect(await telegram.network.find(link('https://one.org/'), context)).toMatchObject({ outcome: 'found' });
});

test('an older post with the same text is not the one, even where no post is known', async () => {
  await using telegram = await servedTelegram();
  await publish(telegram, 'ticker');
  telegram.clock.forward(3 * 60 * 60 * 1000);
  const context = findContext(telegram.clock.now());
  expect(await telegram.network.find(partOf('ticker'), context)).toMatchObject({
    outcome: 'cannot tell',
    why: expect.stringContaining('No post'),
  });
  await publishUnheard(telegram, partOf('ticker'));
  expect(await telegram.network.find(partOf('ticker'), context)).toMatchObject({ receipt: { id: '2' } });
});

test('an album is found by its caption, a picture without one by its file', async () => {
  await using telegram = await servedTelegram();
  const media = [mediaOf('one'), mediaOf('two')];
  const known = await Promise.all(media.map((file, index) => uploadOne(telegram, file, index * 90)));
  const album = partOf('album', { media });
  const lastKnown = await publish(telegram, 'before');
  const context = findContext(telegram.clock.now(), { uploads: known, lastKnown });
  await publishUnheard(telegram, album, publishContext({ uploads: known }));
  expect(await telegram.network.find(album, context)).toMatchObject({
    receipt: { id: '2', ref: { messageIds: [2, 3], mediaIds: ['one', 'two'] } },
  });
  const other = mediaOf('three');
  known.push(await uploadOne(telegram, other, 200));
  const bare = partOf('', { media: [other] });
  expect(await telegram.network.find(bare, context)).toEqual({ outcome: 'nothing' });
  await publishUnheard(telegram, bare, publishContext({ uploads: known }));
  expect(await telegram.network.find(bare, context)).toMatchObject({ receipt: { id: '4' } });
});

test('cannot tell without a log chat, in a protected channel, or after too many strangers', async () => {
  await using blind = await servedTelegram({ withoutLogChat: true });
  const since = blind.clock.now();
  expect(await blind.network.find(partOf('lost'), findContext(since))).toMatchObject({
    outcome: 'cannot tell',
  });
  expect(blind.server.faults.calls).toEqual([]);

  await using telegram = await servedTelegram();
  for (let index = 0; index < 16; index += 1) await publish(telegram, `stranger ${index}`);
  expect(await telegram.network.find(partOf('lost'), findContext(since))).toMatchObject({
    outcome: 'cannot tell',
    why: expect.stringContaining('15'),
  });
  telegram.sandbox.changeChat(EN, { isProtected: true });
  const lastKnown = { id: '14', at: since };
  expect(await telegram.network.find(partOf('lost'), findContext(since, { lastKnown }))).toMatchObject({
    outcome: 'cannot tell',
    why: expect.stringContaining('protected'),
  });
});

test('a look-up that is throttled or not heard says so, and has published nothing', async () => {
  await using telegram = await servedTelegram();
  const body = JSON.stringify({
    ok: false,
    error_code: 429,
    description: 'x',
    parameters: { retry_after: 3 },
  });
  const find = () => telegram.network.find(partOf('lost'), findContext(telegram.clock.now()));
  telegram.server.faults.add({
    path: /forward/,
    when: 'before',
    effect: { kind: 'respond', status: 429, body },
  });
  await expect(find()).rejects.toMatchObject({ kind: 'throttled' });
  telegram.server.faults.add({ path: /forward/, when: 'after', effect: { kind: 'reset' } });
  await expect(find()).rejects.toMatchObject({ kind: 'unavailable' });
});
