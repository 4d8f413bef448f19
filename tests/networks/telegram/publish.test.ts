import { expect, test } from 'vitest';
import { EN, partOf, place, publishContext, servedTelegram } from './served-telegram.ts';

const signal = new AbortController().signal;

test('publishes a text with its links, tags and bold runs as entities', async () => {
  await using telegram = await servedTelegram();
  const text = '🕯 May 21 «имена» #FreeThemAll';
  const part = partOf(text, {
    marks: [
      { kind: 'bold', start: 3, end: 9 },
      { kind: 'link', start: 11, end: 16, url: 'https://belaruswomen.org/names' },
      { kind: 'tag', start: 18, end: 30, tag: 'FreeThemAll' },
    ],
  });
  const receipt = await telegram.network.publish(part, publishContext());

  expect(receipt).toEqual({
    id: '1',
    url: 'https://t.me/solidarity_en/1',
    at: telegram.clock.now(),
    ref: { chatId: EN, messageIds: [1] },
  });
  const [post] = telegram.sandbox.timeline();
  expect(post).toMatchObject({ text, place: '@solidarity_en', language: 'en', marks: part.marks });
});

test('a thread is a chain of replies of which only the first may make a sound', async () => {
  await using telegram = await servedTelegram();
  const first = await telegram.network.publish(partOf('one'), publishContext());
  const second = await telegram.network.publish(
    partOf('two'),
    publishContext({ replyTo: first, root: first }),
  );
  expect(telegram.sandbox.timeline().at(1)).toMatchObject({ id: second.id, replyTo: first.id });
  const chats = JSON.stringify(telegram.sandbox.snapshot());
  expect(chats.match(/"silent":true/g)).toHaveLength(1);
});

test('says silent, topic and the preview of the link as the post asks', async () => {
  await using telegram = await servedTelegram();
  telegram.sandbox.changeChat(EN, { isForum: true });
  const card = { url: 'https://belaruswomen.org/', title: 'Foundation', description: 'Women' };
  const options = { silent: true, topic: 7, linkPreview: 'above' } as const;
  await telegram.network.publish(partOf('with a card', { card, options }), publishContext());
  await telegram.network.publish(
    partOf('https://a.org', { options: { linkPreview: 'none' } }),
    publishContext(),
  );
  await telegram.network.publish(
    partOf('small', { card, options: { linkPreview: 'small' } }),
    publishContext(),
  );
  await telegram.network.publish(
    partOf('large', { card, options: { linkPreview: 'large' } }),
    publishContext(),
  );
  const channel = expect.objectContaining({
    id: EN,
    messages: [
      expect.objectContaining({
        silent: true,
        topic: 7,
        linkPreview: { url: card.url, prefer_large_media: true, show_above_text: true },
      }),
      expect.objectContaining({ linkPreview: { is_disabled: true } }),
      expect.objectContaining({ linkPreview: { url: card.url, prefer_small_media: true } }),
      expect.objectContaining({ linkPreview: { url: card.url, prefer_large_media: true } }),
    ],
  });
  expect(telegram.sandbox.snapshot()).toMatchObject({ chats: expect.arrayContaining([channel]) });
});

test('edits the text, and takes an edit that changes nothing for done', async () => {
  await using telegram = await servedTelegram();
  const receipt = await telegram.network.publish(partOf('1593 prisoners'), publishContext());
  const corrected = partOf('1594 prisoners', { marks: [{ kind: 'bold', start: 0, end: 4 }] });
  await telegram.network.edit?.(receipt, corrected, publishContext());
  await telegram.network.edit?.(receipt, corrected, publishContext());
  expect(telegram.sandbox.timeline()).toMatchObject([
    { id: receipt.id, text: '1594 prisoners', edited: true },
  ]);
});

test('pins a post, and removes it once and again', async () => {
  await using telegram = await servedTelegram();
  const receipt = await telegram.network.publish(partOf('to be withdrawn'), publishContext());
  await telegram.network.pin?.(receipt, { place, signal });
  expect(telegram.sandbox.timeline()).toMatchObject([{ pinned: true }]);
  await telegram.network.remove?.(receipt, { place, signal });
  await telegram.network.remove?.(receipt, { place, signal });
  expect(telegram.sandbox.timeline()).toEqual([]);
});

test('a private channel gives an address that its members can open', async () => {
  await using telegram = await servedTelegram({ channels: [{ id: EN, title: 'Private' }] });
  const channel = { ...place, address: String(EN) };
  const receipt = await telegram.network.publish(partOf('for members'), publishContext({ place: channel }));
  expect(receipt.url).toBe('https://t.me/c/1000000001/1');
});

test('names the account, and the channel in which the bot may not post', async () => {
  await using telegram = await servedTelegram();
  const account = await telegram.network.verify(signal);
  expect(account).toEqual({ id: '7000000000', name: '@solidarity_sandbox_bot' });
  telegram.sandbox.changeChat(EN, { rights: 'read' });
  await expect(telegram.network.verify(signal)).rejects.toMatchObject({
    kind: 'rejected',
    reason: 'credentials',
    message: expect.stringContaining('@solidarity_en'),
  });
  await using astray = await servedTelegram({ settings: { TELEGRAM_LOG_CHAT: '-100555' } });
  await expect(astray.network.verify(signal)).rejects.toMatchObject({
    reason: 'gone',
    message: expect.stringContaining('TELEGRAM_LOG_CHAT'),
  });
});

test('keeps within the limits of one channel and of the bot', async () => {
  await using telegram = await servedTelegram();
  const { calls, perMs, perPlace = [] } = telegram.network.rateLimit;
  expect(calls / perMs).toBeLessThanOrEqual(30 / 1000);
  expect(perPlace).toContainEqual({ calls: 1, perMs: 1000 });
  expect(perPlace).toContainEqual({ calls: 20, perMs: 60_000 });
});
