import { expect, test } from 'vitest';
import { picture } from '../../networks/telegram/pictures.ts';
import { EN, EN_ID, type ServedBotApi, servedBotApi } from './bot-api-client.ts';

const UNCHANGED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

async function send(api: ServedBotApi, text: string, change: object = {}): Promise<number> {
  const { result } = await api.call('sendMessage', { chat_id: EN, text, ...change });
  return (result as { message_id: number }).message_id;
}

async function sendPhoto(api: ServedBotApi, hue = 0): Promise<number> {
  const message = await api.telegram.sendPhoto(
    EN,
    { source: Buffer.from(await picture({ hue })) },
    { caption: 'old' },
  );
  return message.message_id;
}

test('edits a text, once', async () => {
  await using api = await servedBotApi();
  const target = { chat_id: EN, message_id: await send(api, 'old') };
  const answer = await api.call('editMessageText', { ...target, text: 'new #tag' });
  expect(answer.result).toMatchObject({ text: 'new #tag', edit_date: expect.any(Number) });
  expect((await api.call('editMessageText', { ...target, text: 'new #tag ' })).description).toBe(UNCHANGED);
  const preview = { link_preview_options: { is_disabled: true } };
  expect((await api.call('editMessageText', { ...target, text: 'new #tag', ...preview })).ok).toBe(true);
  expect(api.sandbox.timeline()).toMatchObject([{ text: 'new #tag', edited: true }]);
});

test('a text has no caption, a picture no text, and what is gone cannot be edited', async () => {
  await using api = await servedBotApi();
  const text = await send(api, 'text');
  const photo = await sendPhoto(api);
  const edit = async (method: string, message_id: number, change: object) =>
    (await api.call(method, { chat_id: EN, message_id, ...change })).description;
  expect(await edit('editMessageCaption', text, { caption: 'x' })).toBe(
    'Bad Request: there is no caption in the message to edit',
  );
  expect(await edit('editMessageText', photo, { text: 'x' })).toBe(
    'Bad Request: there is no text in the message to edit',
  );
  expect(await edit('editMessageText', 99, { text: 'x' })).toBe('Bad Request: message to edit not found');
  expect(await edit('editMessageText', text, { text: '' })).toBe('Bad Request: message text is empty');
});

test('edits a caption and a picture', async () => {
  await using api = await servedBotApi();
  const message_id = await sendPhoto(api);
  await api.call('editMessageCaption', { chat_id: EN, message_id, caption: 'new' });
  const before = api.sandbox.timeline()[0]?.media[0]?.id;
  await api.telegram.editMessageMedia(EN, message_id, undefined, {
    type: 'photo',
    media: { source: Buffer.from(await picture({ hue: 99 })) },
    caption: 'newer',
  });
  const [post] = api.sandbox.timeline();
  expect(post).toMatchObject({ text: 'newer', edited: true });
  expect(post?.media[0]?.id).not.toBe(before);
});

test('an edit that names no keyboard takes it away', async () => {
  await using api = await servedBotApi();
  const markup = { reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] } };
  const target = {
    chat_id: api.sandbox.admin,
    message_id: await send(api, 'sure?', { chat_id: api.sandbox.admin, ...markup }),
  };
  expect((await api.call('editMessageReplyMarkup', { ...target, ...markup })).description).toBe(UNCHANGED);
  await api.call('editMessageReplyMarkup', target);
  expect(api.sandbox.adminChat.messages()).toMatchObject([{ text: 'sure?', buttons: [] }]);
});

test('deletes, one or many, and not twice', async () => {
  await using api = await servedBotApi();
  const ids = [await send(api, 'one'), await send(api, 'two'), await send(api, 'three')];
  await api.call('deleteMessage', { chat_id: EN, message_id: ids[0] });
  const again = await api.call('deleteMessage', { chat_id: EN, message_id: ids[0] });
  expect(again.description).toBe('Bad Request: message to delete not found');
  await api.call('deleteMessages', { chat_id: EN, message_ids: [...ids, 50] });
  expect(api.sandbox.timeline()).toEqual([]);
  expect(await send(api, 'four')).toBe(4);
});

test('in a private chat a message older than 48 hours stays', async () => {
  await using api = await servedBotApi();
  const { admin } = api.sandbox;
  const target = { chat_id: admin, message_id: await send(api, 'old', { chat_id: admin }) };
  const post = { chat_id: EN, message_id: await send(api, 'old') };
  api.forward(49 * 60 * 60 * 1000);
  expect((await api.call('deleteMessage', target)).description).toBe("Bad Request: message can't be deleted");
  expect((await api.call('deleteMessage', post)).ok).toBe(true);
});

test('forwards with where it came from, copies without', async () => {
  await using api = await servedBotApi();
  const message_id = await send(api, 'a post');
  const payload = { chat_id: api.sandbox.logChat, from_chat_id: EN, message_id };
  const forwarded = await api.call('forwardMessage', payload);
  expect(forwarded.result).toMatchObject({
    text: 'a post',
    forward_origin: { type: 'channel', chat: { id: EN_ID }, message_id, date: 1_779_354_000 },
  });
  expect((await api.call('copyMessage', payload)).result).toEqual({ message_id: 2 });
  expect((await api.call('forwardMessage', { ...payload, message_id: 9 })).description).toBe(
    'Bad Request: message to forward not found',
  );
  expect((await api.call('copyMessage', { ...payload, message_id: 9 })).description).toBe(
    'Bad Request: message to copy not found',
  );
  api.sandbox.changeChat(EN_ID, { isProtected: true });
  expect((await api.call('forwardMessage', payload)).description).toBe(
    "Bad Request: message can't be forwarded",
  );
  expect((await api.call('copyMessage', payload)).description).toBe("Bad Request: message can't be copied");
});

test('forwards many at once, leaving out what it cannot', async () => {
  await using api = await servedBotApi();
  await send(api, 'one');
  await send(api, 'two');
  const payload = { chat_id: api.sandbox.logChat, from_chat_id: EN };
  const forward = (message_ids: readonly number[]) =>
    api.call('forwardMessages', { ...payload, message_ids });
  expect((await forward([1, 2, 50])).result).toEqual([{ message_id: 1 }, { message_id: 2 }]);
  expect((await forward([50, 51])).description).toBe('Bad Request: there are no messages to forward');
  expect((await forward([2, 1])).description).toMatch(/strictly increasing/);
});

test('a pin leaves a service message, which takes an id and cannot be forwarded', async () => {
  await using api = await servedBotApi();
  const message_id = await send(api, 'a post');
  await api.call('pinChatMessage', { chat_id: EN, message_id });
  await api.call('pinChatMessage', { chat_id: EN, message_id });
  expect(api.sandbox.messageIds(EN_ID)).toEqual([1, 2]);
  expect(api.sandbox.timeline()).toMatchObject([{ id: '1', pinned: true }]);
  expect((await api.call('getChat', { chat_id: EN })).result).toMatchObject({
    pinned_message: { text: 'a post' },
  });
  const payload = { chat_id: api.sandbox.logChat, from_chat_id: EN, message_id: 2 };
  expect((await api.call('forwardMessage', payload)).description).toBe(
    "Bad Request: message can't be forwarded",
  );
  await api.call('unpinChatMessage', { chat_id: EN });
  expect(api.sandbox.timeline()[0]?.pinned).toBeUndefined();
  expect((await api.call('unpinChatMessage', { chat_id: EN })).ok).toBe(false);
});

test('tells of chats and members, and lets the bot out where it has no right', async () => {
  await using api = await servedBotApi();
  const member = { chat_id: EN, user_id: 7_000_000_000 };
  expect((await api.call('getChatMember', member)).result).toMatchObject({
    status: 'administrator',
    can_post_messages: true,
  });
  expect((await api.call('sendChatAction', { chat_id: EN, action: 'typing' })).result).toBe(true);
  expect((await api.call('sendChatAction', { chat_id: EN, action: 'dancing' })).ok).toBe(false);
  api.sandbox.changeChat(EN_ID, { rights: 'read' });
  expect(await api.call('sendMessage', { chat_id: EN, text: 'x' })).toMatchObject({
    status: 400,
    description: 'Bad Request: need administrator rights in the channel chat',
  });
  api.sandbox.changeChat(EN_ID, { rights: 'none' });
  expect((await api.call('getChatMember', member)).result).toMatchObject({ status: 'left' });
  expect(await api.call('sendMessage', { chat_id: EN, text: 'x' })).toMatchObject({ status: 403 });
});

test('what it knows survives a snapshot', async () => {
  await using before = await servedBotApi();
  await sendPhoto(before);
  await send(before, 'two');
  before.sandbox.sendAsUser(before.sandbox.admin, '/start');
  await before.call('setMyCommands', { commands: [{ command: 'start', description: 'Begin' }] });

  await using after = await servedBotApi();
  after.sandbox.restore(JSON.parse(JSON.stringify(before.sandbox.snapshot())));
  expect(after.sandbox.timeline()).toEqual(before.sandbox.timeline());
  expect(after.sandbox.adminChat.messages()).toEqual(before.sandbox.adminChat.messages());
  expect(after.sandbox.adminChat.commands('en')).toHaveLength(1);
  expect(await send(after, 'three')).toBe(3);
  expect((await after.call('getUpdates')).result).toMatchObject([{ message: { text: '/start' } }]);
});
