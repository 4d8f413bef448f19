import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegraf } from 'telegraf';
import { expect, onTestFinished, test } from 'vitest';
import { picture } from '../../networks/telegram/pictures.ts';
import { type ServedBotApi, servedBotApi } from './bot-api-client.ts';

interface Update {
  readonly update_id: number;
  readonly message?: { readonly text?: string };
}

async function poll(api: ServedBotApi, payload: object = {}): Promise<readonly Update[]> {
  return (await api.call('getUpdates', payload)).result as readonly Update[];
}

test('a real bot polls, answers a command, a button and a picture', async () => {
  await using api = await servedBotApi();
  const { sandbox } = api;
  const bot = new Telegraf(api.token, { telegram: { apiRoot: api.server.url } });
  bot.command('start', context =>
    context.reply('Welcome', {
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
    }),
  );
  bot.action('yes', async context => {
    await context.answerCbQuery('Noted');
    await context.editMessageText(`Chosen in ${context.from.language_code}`);
  });
  bot.on('photo', context => context.reply(`a picture, ${context.message.caption}`));
  const running = bot.launch();
  await using _ = {
    async [Symbol.asyncDispose]() {
      bot.stop();
      await running;
    },
  };

  const answered = (text: string) =>
    expect.poll(() => sandbox.adminChat.messages().at(-1)?.text, { interval: 10 }).toBe(text);
  sandbox.adminChat.send('/start', 'en');
  await answered('Welcome');
  const [, welcome] = sandbox.adminChat.messages();
  expect(welcome).toMatchObject({ from: 'bot', buttons: [[{ text: 'Yes', data: 'yes' }]] });
  expect(await sandbox.adminChat.press(welcome?.id ?? 0, 'yes', 'ru')).toBe('Noted');
  await answered('Chosen in ru');
  await sandbox.sendFileAsUser(
    sandbox.admin,
    { bytes: await picture(), name: 'p.png', type: 'image/png' },
    'here',
  );
  await answered('a picture, here');
});

test('a long poll waits for an update, or for its time', async () => {
  await using api = await servedBotApi();
  const waiting = poll(api, { timeout: 20 });
  await expect.poll(() => api.server.faults.calls.length, { interval: 5 }).toBe(1);
  api.sandbox.sendAsUser(api.sandbox.admin, 'hello');
  expect(await waiting).toMatchObject([{ message: { text: 'hello', chat: { type: 'private' } } }]);
  const [first] = await poll(api);
  expect(await poll(api, { offset: (first?.update_id ?? 0) + 1, timeout: 0 })).toEqual([]);
  expect(await poll(api)).toEqual([]);
});

test('offset, limit and allowed_updates are kept', async () => {
  await using api = await servedBotApi();
  for (const text of ['one', 'two', 'three']) api.sandbox.sendAsUser(api.sandbox.admin, text);
  expect((await poll(api, { limit: 2 })).map(({ message }) => message?.text)).toEqual(['one', 'two']);
  expect((await poll(api, { offset: -1 })).map(({ message }) => message?.text)).toEqual(['three']);
  expect(await poll(api)).toHaveLength(1);
  await poll(api, { allowed_updates: ['callback_query'] });
  api.sandbox.sendAsUser(api.sandbox.admin, 'unheard');
  expect(await poll(api)).toHaveLength(1);
});

test('the bot does not see its own posts', async () => {
  await using api = await servedBotApi();
  await api.call('sendMessage', { chat_id: '@solidarity_en', text: 'a post' });
  await api.call('sendMessage', { chat_id: api.sandbox.admin, text: 'to the admin' });
  expect(await poll(api)).toEqual([]);
});

test('of two that poll, the first is sent away with 409', async () => {
  await using api = await servedBotApi();
  const first = api.call('getUpdates', { timeout: 20 });
  await expect.poll(() => api.server.faults.calls.length, { interval: 5 }).toBe(1);
  const second = api.call('getUpdates', { timeout: 20 });
  expect(await first).toMatchObject({
    status: 409,
    description: expect.stringContaining('terminated by other getUpdates request'),
  });
  api.sandbox.sendAsUser(api.sandbox.admin, 'hello');
  expect((await second).result).toHaveLength(1);
});

test('calls a webhook with its secret, again until it is taken, and does what its answer says', async () => {
  await using api = await servedBotApi();
  const requests: { secret: unknown; body: Update }[] = [];
  const hook = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push({
      secret: request.headers['x-telegram-bot-api-secret-token'],
      body: JSON.parse(Buffer.concat(chunks).toString()) as Update,
    });
    if (requests.length === 1) return void response.writeHead(500).end();
    const answer = { method: 'sendMessage', chat_id: api.sandbox.admin, text: 'by the webhook' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    hook.closeAllConnections();
    hook.close();
  });
  await once(hook, 'listening');
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
  await api.call('setWebhook', { url, secret_token: 'secret-1', allowed_updates: ['message'] });
  expect(await api.call('getUpdates')).toMatchObject({ status: 409 });
  api.sandbox.sendAsUser(api.sandbox.admin, 'hello');

  await expect.poll(() => requests.length, { interval: 10 }).toBe(1);
  await expect
    .poll(async () => (await api.call('getWebhookInfo')).result, { interval: 10 })
    .toMatchObject({ url, pending_update_count: 1, last_error_message: expect.stringContaining('500') });
  await expect.poll(() => requests.length, { interval: 20, timeout: 5000 }).toBe(2);
  expect(requests.map(({ secret, body }) => [secret, body.message?.text])).toEqual([
    ['secret-1', 'hello'],
    ['secret-1', 'hello'],
  ]);
  await expect
    .poll(() => api.sandbox.adminChat.messages().at(-1)?.text, { interval: 10 })
    .toBe('by the webhook');
  await api.call('deleteWebhook', { drop_pending_updates: true });
  expect((await api.call('getWebhookInfo')).result).toMatchObject({ url: '', pending_update_count: 0 });
  expect((await api.call('setWebhook', { url: 'http://example.org' })).description).toMatch(
    /An HTTPS URL must be provided/,
  );
});

test('the menu is that of the narrowest scope and of the language', async () => {
  await using api = await servedBotApi();
  const { sandbox, call } = api;
  const commands = (description: string) => ({ commands: [{ command: 'status', description }] });
  await call('setMyCommands', commands('for all'));
  await call('setMyCommands', { ...commands('для всех'), language_code: 'ru' });
  await call('setMyCommands', {
    ...commands('for the admin'),
    scope: { type: 'chat', chat_id: sandbox.admin },
  });
  expect(sandbox.adminChat.commands('ru')).toEqual([{ command: 'status', description: 'for the admin' }]);
  await call('deleteMyCommands', { scope: { type: 'chat', chat_id: sandbox.admin } });
  expect(sandbox.adminChat.commands('ru')).toEqual([{ command: 'status', description: 'для всех' }]);
  expect((await call('getMyCommands', { language_code: 'ru' })).result).toHaveLength(1);
  expect(
    (await call('setMyCommands', { commands: [{ command: 'ста-тус', description: 'x' }] })).description,
  ).toBe('Bad Request: BOT_COMMAND_INVALID');
});

test('a pressed button is answered once', async () => {
  await using api = await servedBotApi();
  const { sandbox } = api;
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] };
  await api.call('sendMessage', { chat_id: sandbox.admin, text: 'sure?', reply_markup });
  expect(() => sandbox.pressButton(sandbox.admin, 1, 'no')).toThrow();
  const callback_query_id = sandbox.pressButton(sandbox.admin, 1, 'yes');
  expect(await poll(api)).toMatchObject([{ callback_query: { id: callback_query_id, data: 'yes' } }]);
  expect(
    (await api.call('answerCallbackQuery', { callback_query_id, text: 'ok', show_alert: true })).ok,
  ).toBe(true);
  expect(sandbox.callbackAnswer(callback_query_id)).toEqual({ text: 'ok', alert: true });
  expect((await api.call('answerCallbackQuery', { callback_query_id })).description).toMatch(
    /query is too old/,
  );
});
