import { expect, test } from 'vitest';
import { call, EN, EN_ID, servedBotApi } from './bot-api-client.ts';

test('takes JSON, a form, a multipart form and the query alike', async () => {
  await using api = await servedBotApi();
  const entities = [{ type: 'bold', offset: 0, length: 2 }];
  const fields = { chat_id: EN, text: 'Her name', entities: JSON.stringify(entities) };
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.set(name, value);
  await api.call('sendMessage', { ...fields, entities });
  await api.call('sendMessage', new URLSearchParams(fields));
  await api.call('SENDMESSAGE', multipart);
  await api.call(`sendMessage?${new URLSearchParams(fields)}`);
  const posts = api.sandbox.timeline();
  expect(posts.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  for (const post of posts) {
    expect(post).toMatchObject({ text: 'Her name', marks: [{ kind: 'bold', start: 0, end: 2 }] });
  }
});

test('answers with the message, in a channel sent by the channel', async () => {
  await using api = await servedBotApi();
  const answer = await api.call('sendMessage', { chat_id: EN_ID, text: ' Text \n' });
  expect(answer).toMatchObject({ status: 200, ok: true });
  const chat = { id: EN_ID, title: 'Day of Solidarity', username: 'solidarity_en', type: 'channel' };
  expect(answer.result).toEqual({
    message_id: 1,
    sender_chat: chat,
    chat,
    date: 1_779_354_000,
    text: 'Text',
  });
});

test.each([
  ['an empty text', { text: '' }, 'message text is empty'],
  ['a text of blanks', { text: ' \n\t ' }, 'message text is empty'],
  ['4097 units', { text: 'я'.repeat(4097) }, 'message is too long'],
  ['4098 units in 2049 emoji', { text: '🕯'.repeat(2049) }, 'message is too long'],
  ['no chat', { chat_id: '' }, 'chat_id is empty'],
  ['an unknown name', { chat_id: '@nobody' }, 'chat not found'],
  ['an unknown id', { chat_id: 5 }, 'chat not found'],
  ['an unknown parse mode', { parse_mode: 'Org' }, 'unsupported parse_mode'],
  ['a reply to nothing', { reply_parameters: { message_id: 77 } }, 'message to be replied not found'],
  ['a topic in no forum', { message_thread_id: 3 }, 'message thread not found'],
  ['entities that are no JSON', { entities: '[{' }, "can't parse entities JSON object"],
  [
    'an entity of no kind',
    { entities: [{ type: 'loud', offset: 0, length: 1 }] },
    "can't parse MessageEntity: Unsupported type specified",
  ],
  [
    'a link without address',
    { entities: [{ type: 'text_link', offset: 0, length: 1 }] },
    `can't parse MessageEntity: Can't find field "url"`,
  ],
  [
    'a link that leads nowhere',
    { entities: [{ type: 'text_link', offset: 0, length: 1, url: 'localhost' }] },
    "entity URL 'localhost' is invalid: Wrong HTTP URL",
  ],
  [
    'an entity that begins after the text',
    { entities: [{ type: 'bold', offset: 99, length: 1 }] },
    'entity begins after the end of the text at UTF-16 offset 99',
  ],
  [
    'an entity that ends after the text',
    { entities: [{ type: 'bold', offset: 0, length: 99 }] },
    'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 99',
  ],
  [
    'an entity that cuts an emoji at its start',
    { entities: [{ type: 'bold', offset: 1, length: 2 }] },
    'entity begins in a middle of a UTF-16 symbol at byte offset 4',
  ],
  [
    'an entity that cuts an emoji at its end',
    { entities: [{ type: 'bold', offset: 0, length: 1 }] },
    'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4',
  ],
  [
    'a negative offset',
    { entities: [{ type: 'bold', offset: -1, length: 1 }] },
    'receive an entity with incorrect offset -1',
  ],
  [
    'a button without a purpose',
    { reply_markup: { inline_keyboard: [[{ text: 'x' }]] } },
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'a button with 65 bytes',
    { reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'д'.repeat(33) }]] } },
    'BUTTON_DATA_INVALID',
  ],
])('refuses %s', async (_, change, description) => {
  await using api = await servedBotApi();
  const answer = await api.call('sendMessage', { chat_id: EN, text: '🕯 text', ...change });
  expect(answer).toMatchObject({
    status: 400,
    ok: false,
    error_code: 400,
    description: `Bad Request: ${description}`,
  });
  expect(api.sandbox.timeline()).toEqual([]);
});

test('takes 4096 units, counted after white space is cut', async () => {
  await using api = await servedBotApi();
  const text = `  ${'🕯'.repeat(2048)}\n`;
  expect(await api.call('sendMessage', { chat_id: EN, text })).toMatchObject({ ok: true });
});

test('moves entities with what is cut from the text, and drops what covers nothing', async () => {
  await using api = await servedBotApi();
  await api.call('sendMessage', {
    chat_id: EN,
    text: '  a\r\nb c  ',
    entities: [
      { type: 'italic', offset: 5, length: 5 },
      { type: 'bold', offset: 2, length: 1 },
      { type: 'bold', offset: 6, length: 1 },
    ],
  });
  const [post] = api.sandbox.timeline();
  expect(post?.text).toBe('a\nb c');
  expect(post?.marks).toEqual([
    { kind: 'bold', start: 0, end: 1 },
    { kind: 'italic', start: 2, end: 5 },
  ]);
});

test('finds links, tags, mentions and commands by itself, outside of links', async () => {
  await using api = await servedBotApi();
  const text =
    '«#Тег_1» (https://a.org/x_(y)), spring96.org, @solidarity_en /start #1 #нет#да me@a.org $EU https://b.org.';
  const answer = await api.call('sendMessage', {
    chat_id: EN,
    text,
    entities: [{ type: 'text_link', offset: text.lastIndexOf('https'), length: 13, url: 'https://c.org' }],
  });
  const { entities = [] } = answer.result as {
    entities?: { type: string; offset: number; length: number }[];
  };
  expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
    ['hashtag', '#Тег_1'],
    ['url', 'https://a.org/x_(y)'],
    ['url', 'spring96.org'],
    ['mention', '@solidarity_en'],
    ['bot_command', '/start'],
    ['email', 'me@a.org'],
    ['cashtag', '$EU'],
    ['text_link', 'https://b.org'],
  ]);
});

test('reads HTML as documented, and refuses what is not', async () => {
  await using api = await servedBotApi();
  const send = (text: string) => api.call('sendMessage', { chat_id: EN, text, parse_mode: 'HTML' });
  const answer = await send(
    '<b>198 <i>women</i></b> &amp; <a href="https://a.org/?x=1&amp;y=2">names</a> &#8212; <code>x</code>',
  );
  expect(answer.result).toMatchObject({
    text: '198 women & names — x',
    entities: [
      { type: 'bold', offset: 0, length: 9 },
      { type: 'italic', offset: 4, length: 5 },
      { type: 'text_link', offset: 12, length: 5, url: 'https://a.org/?x=1&y=2' },
      { type: 'code', offset: 20, length: 1 },
    ],
  });
  expect((await send('<h1>x</h1>')).description).toMatch(
    /^Bad Request: can't parse entities: Unsupported start tag "h1"/,
  );
  expect((await send('<b>x')).description).toMatch(/Can't find end tag corresponding to start tag "b"$/);
  expect((await send('<b>x</i>')).description).toMatch(/Unmatched end tag/);
});

test('knows its token and its methods, and nothing else', async () => {
  await using api = await servedBotApi();
  const root = api.server.url;
  expect(await call(`${root}/bot1:${'x'.repeat(35)}/getMe`, {})).toMatchObject({
    status: 401,
    description: 'Unauthorized',
  });
  expect(await call(`${root}/botnonsense/getMe`, {})).toMatchObject({ status: 404, error_code: 404 });
  expect(await api.call('sendFlowers')).toMatchObject({
    status: 404,
    description: 'Not Found: method not found',
  });
  expect(await call(`${root}/`, {})).toMatchObject({ status: 404, ok: false });
  expect((await api.call('getMe')).result).toMatchObject({ id: 7_000_000_000, is_bot: true });
});

test('a bot cannot write first, nor to who has blocked it', async () => {
  await using api = await servedBotApi();
  api.sandbox.addUser({ id: 5, firstName: 'Ada' });
  const send = () => api.call('sendMessage', { chat_id: 5, text: 'hello' });
  expect(await send()).toMatchObject({
    status: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
  api.sandbox.sendAsUser(5, '/start');
  expect(await send()).toMatchObject({ status: 200 });
  api.sandbox.setBlocked(5, true);
  expect(await send()).toMatchObject({ status: 403, description: 'Forbidden: bot was blocked by the user' });
});

test('replies, and sends without when that is allowed', async () => {
  await using api = await servedBotApi();
  await api.call('sendMessage', { chat_id: EN, text: 'one' });
  const reply = await api.call('sendMessage', {
    chat_id: EN,
    text: 'two',
    reply_parameters: { message_id: 1 },
  });
  expect(reply.result).toMatchObject({ reply_to_message: { message_id: 1, text: 'one' } });
  const lenient = { message_id: 9, allow_sending_without_reply: true };
  const lone = await api.call('sendMessage', { chat_id: EN, text: 'three', reply_parameters: lenient });
  expect(lone.result).not.toHaveProperty('reply_to_message');
});
