import { expect, test } from 'vitest';
import { admitUpdate } from '../../src/admin/admit-update.ts';
import { delivery, OTHER_ADMIN, openAdminChat, STRANGER, until } from './admin-harness.ts';
import { createCrew } from './crew.ts';

const ADMIN = 7;
const from = { id: ADMIN, is_bot: false, first_name: 'A' };
const chat = { id: ADMIN, type: 'private' as const, first_name: 'A' };
const message = { message_id: 1, date: 1, chat, from, text: '/status' };
const press = { id: 'q', from, chat_instance: 'c', data: 'status:', message };
const { members } = createCrew([ADMIN], () => new Date(0));
const admit = (update: object) => admitUpdate({ update_id: 1, ...update } as never, members).kind;

test('an admin gets in by what they write and press in their private chat', () => {
  expect(admit({ message })).toBe('message');
  expect(admit({ callback_query: press })).toBe('press');
});

const stranger = { id: 8, is_bot: false, first_name: 'S' };
test.each([
  ['a stranger', { message: { ...message, from: stranger, chat: { ...chat, id: 8 } } }],
  ['a stranger in the chat of an admin', { message: { ...message, from: stranger } }],
  ['an admin in a group', { message: { ...message, chat: { id: -5, type: 'group', title: 'G' } } }],
  ['a channel', { channel_post: { ...message, chat: { id: -100, type: 'channel', title: 'C' } } }],
  [
    'an anonymous group admin',
    { message: { ...message, sender_chat: { id: -5, type: 'supergroup', title: 'G' } } },
  ],
  [
    'a forwarded command',
    { message: { ...message, forward_origin: { type: 'user', sender_user: from, date: 1 } } },
  ],
  ['an older forwarded command', { message: { ...message, forward_date: 1 } }],
  ['an inline bot', { message: { ...message, via_bot: { id: 9, is_bot: true, first_name: 'B' } } }],
  ['a bot with the id of an admin', { message: { ...message, from: { ...from, is_bot: true } } }],
  ['an edited command', { edited_message: message }],
  ['a picture', { message: { ...message, text: undefined, photo: [] } as object }],
  ['a button pressed by a stranger', { callback_query: { ...press, from: stranger } }],
  [
    'a button of another chat',
    { callback_query: { ...press, message: { ...message, chat: { ...chat, id: 8 } } } },
  ],
  [
    'a button in a group',
    { callback_query: { ...press, message: { ...message, chat: { id: ADMIN, type: 'group' } } } },
  ],
  ['a button of an inline message', { callback_query: { ...press, message: undefined } }],
  [
    'a button without data',
    { callback_query: { id: 'q', from, chat_instance: 'c', message, game_short_name: 'g' } },
  ],
])('%s does not get in', (_, update) => {
  const clean = JSON.parse(JSON.stringify(update)) as object;
  expect(admit(clean)).toBe('nobody');
});

test('a stranger who starts the bot is shown the channel in their language; nothing else happens, nothing is kept', async () => {
  await using room = await openAdminChat();
  await room.telegram.sendAsUser(STRANGER, '/status', { language: 'ru' });
  await room.telegram.sendAsUser(STRANGER, '/start', { language: 'ru' });
  await until(() => room.answers(STRANGER).length > 0);
  await room.ask('/help');
  expect(room.answers(STRANGER).map(({ text }) => text)).toEqual(['Наш канал:\nhttps://t.me/solidarity_ru']);
  expect(room.chat.turnedAway()).toBe(2);
  expect(room.logged.join('\n')).not.toMatch(/555|stranger/i);
  expect(room.house.asked).toEqual([]);
});

test('a question has two buttons, is answered once, and the other admins see by whom', async () => {
  await using room = await openAdminChat();
  await room.ask('/help', 'ru', OTHER_ADMIN);
  room.house.deliveries = [delivery({ state: 'unknown', note: 'The connection broke.', attempts: 1 })];
  await room.chat.tell([
    {
      kind: 'delivery',
      delivery: delivery({ state: 'unknown', note: 'The connection broke.', attempts: 1 }),
      version: 1,
    },
  ]);
  expect(room.answers(room.telegram.admin).at(-1)?.text).toMatch(
    /^Is it there\?.+x-en.+The connection broke\.$/s,
  );
  expect(room.answers(OTHER_ADMIN).at(-1)?.text).toMatch(/^Пост на месте\?/);
  const { message, data } = await room.press('It is there');
  const first = () => room.telegram.chat(room.telegram.admin).find(({ id }) => id === message);
  await until(() => first()?.text.includes('says Admin') === true);
  expect(first()?.buttons).toEqual([]);
  expect(room.answers(OTHER_ADMIN).at(-1)).toMatchObject({
    text: expect.stringContaining('«Он на месте» — отвечает Admin'),
    buttons: [],
  });
  const settled = room.house.asked.filter(({ what }) => what === 'answer').map(({ request }) => request);
  expect(settled).toEqual([
    {
      deliveries: ['may-21/morning/2027/x-en'],
      answer: 'it is there',
      admin: String(room.telegram.admin),
    },
  ]);
  expect(() => room.telegram.pressButton(room.telegram.admin, message, data)).toThrow();
});

test('two admins who press at the same moment settle once', async () => {
  await using room = await openAdminChat();
  const unknown = delivery({ state: 'unknown' });
  room.house.deliveries = [unknown];
  await room.ask('/help', 'en', OTHER_ADMIN);
  await room.chat.tell([{ kind: 'delivery', delivery: unknown, version: 1 }]);
  await Promise.all([room.press('It is there'), room.press('Send again', 'en', OTHER_ADMIN)]);
  const isOver = (user: number) => room.answers(user).at(-1)?.buttons.length === 0;
  await until(() => isOver(room.telegram.admin) && isOver(OTHER_ADMIN));
  expect(room.house.asked.filter(({ what }) => what === 'answer')).toHaveLength(1);
});

test('alerts reach every admin who can be reached', async () => {
  await using room = await openAdminChat();
  await room.ask('/help', 'ru');
  await room.chat.tell([
    {
      kind: 'delivery',
      delivery: delivery({ state: 'failed', note: 'Too long.' }),
      version: 1,
    },
  ]);
  expect(room.answers(room.telegram.admin).at(-1)?.text).toMatch(
    /^Пост не удалось опубликовать\n\n«Утро» .+ x-en.+\n\nToo long\.$/s,
  );
  expect(room.logged.some(line => line.startsWith('An admin could not be told'))).toBe(true);
  expect(room.logged.join()).not.toContain(String(OTHER_ADMIN));
});

test('a hold is told with its reason', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  const hold = {
    scope: 'network x' as const,
    kind: 'credentials' as const,
    why: 'X refused the key: renew it.',
    by: 'system',
    since: new Date(0),
  };
  await room.chat.tell([{ kind: 'hold', hold }]);
  expect(room.answers(room.telegram.admin).at(-1)?.text).toEqual(
    expect.stringMatching(
      /^The credentials were refused: network x\n\nX refused the key: renew it\.\n\nRenew the credentials/,
    ),
  );
});
