import { expect, test } from 'vitest';
import type { AdminChatOptions } from '../../src/admin/create-admin-chat.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openWeb } from '../../src/web/open-web.ts';
import { createWebhook } from '../../src/web/webhook.ts';
import { openAdminChat, until } from './admin-harness.ts';

const SECRET = 'a-secret-of-letters_0123456789';
const PATH = '/telegram/webhook';

/** The chat behind a web server of its own, to which the Bot API server brings updates. */
async function openRoom(options: Partial<AdminChatOptions> = {}) {
  await using opened = new AsyncDisposableStack();
  let take: ((update: unknown) => void) | undefined;
  const warned: string[] = [];
  const webhook = createWebhook({
    path: PATH,
    secret: SECRET,
    take(update) {
      take?.(update);
      return take !== undefined;
    },
    log: {
      ...silentLog,
      warn: (message, fields) => void warned.push(`${message} ${JSON.stringify(fields)}`),
    },
  });
  const web = opened.use(
    await openWeb({
      host: '127.0.0.1',
      port: 0,
      checks: [],
      mounts: [{ path: '/', app: webhook.app }],
      log: silentLog,
    }),
  );
  const url = `${web.url}${PATH}`;
  const room = opened.use(await openAdminChat({ webhook: { url, secret: SECRET }, ...options }));
  take = room.chat.take;
  const rest = opened.move();
  return {
    ...room,
    url,
    webhook,
    warned,
    leave: () => {
      take = undefined;
    },
    back: () => {
      take = room.chat.take;
    },
    bring: (body: string, headers: Record<string, string> = {}) =>
      fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
    info: async () => {
      const response = await fetch(`${room.server.url}/bot${room.token}/getWebhookInfo`);
      return ((await response.json()) as { result: Record<string, unknown> }).result;
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

test('where there is an address, Telegram brings updates with a secret, and the chat answers as ever', async () => {
  await using room = await openRoom();
  expect(await room.ask('/help')).toContain('/status');
  await room.ask('/start');
  await room.press('Status');
  await until(() => room.lastAnswer(room.telegram.admin)?.text.includes('Networks') === true);
  expect(await room.info()).toMatchObject({
    url: room.url,
    pending_update_count: 0,
    allowed_updates: ['message', 'callback_query'],
  });
});

test('who does not know the secret gets 401 and is counted, and nothing happens', async () => {
  await using room = await openRoom();
  await room.ask('/help');
  const from = { id: room.telegram.admin, is_bot: false, first_name: 'Admin' };
  const message = { message_id: 1, date: 1, chat: { id: from.id, type: 'private' }, from, text: '/stop' };
  const body = JSON.stringify({ update_id: 99, message });
  const name = 'x-telegram-bot-api-secret-token';
  for (const wrong of [undefined, '', 'x', `${SECRET}x`, SECRET.slice(1), SECRET.toUpperCase()]) {
    const response = await room.bring(body, wrong === undefined ? {} : { [name]: wrong });
    expect([response.status, await response.text()]).toEqual([401, '']);
  }
  expect(room.webhook.refused()).toBe(6);
  expect(room.warned).toHaveLength(1);
  expect(room.house.halt.held).toEqual([]);
  expect((await room.bring('{', { [name]: SECRET })).status).toBe(400);
  expect((await fetch(room.url)).status).toBe(404);
  expect((await room.bring(body, { [name]: SECRET })).status).toBe(200);
  await until(() => room.house.halt.held.length === 1);
  // The line is cut rather than listened to, so that the answer may not be heard.
  const large = await room.bring('x'.repeat(1024 * 1024 + 1), { [name]: SECRET }).catch(() => undefined);
  expect([undefined, 413]).toContain(large?.status);
});

test('what is brought again, and again later, is taken once', async () => {
  await using room = await openRoom();
  await room.ask('/help');
  const from = { id: room.telegram.admin, is_bot: false, first_name: 'Admin', language_code: 'en' };
  const update = (id: number, text: string) =>
    JSON.stringify({
      update_id: id,
      message: { message_id: id, date: 1, chat: { id: from.id, type: 'private' }, from, text },
    });
  const bring = (id: number, text: string) =>
    room.bring(update(id, text), { 'x-telegram-bot-api-secret-token': SECRET });
  const answers = (start: string) =>
    room.answers(from.id).filter(({ text }) => text.startsWith(start)).length;
  await Promise.all(Array.from({ length: 5 }, () => bring(7_001, '/start')));
  await bring(7_002, '/one');
  await until(() => answers('There is no command /one') === 1);
  await bring(7_001, '/start');
  await bring(7_003, '/two');
  await until(() => answers('There is no command /two') === 1);
  expect(answers('Good to have you here.')).toBe(1);
});

test('what nobody is there to take is brought again', async () => {
  await using room = await openRoom();
  await room.ask('/help');
  room.leave();
  room.telegram.sendAsUser(room.telegram.admin, '/start');
  await until(() => room.telegram.adminChat.messages().length > 0);
  room.back();
  await until(() => room.lastAnswer(room.telegram.admin)?.text.startsWith('Good to have you here.') === true);
});

test('an address that Telegram does not take is no end: the chat polls, and says why', async () => {
  await using room = await openRoom({
    webhook: { url: 'http://example.org/telegram/webhook', secret: SECRET },
  });
  expect(await room.ask('/help')).toContain('/status');
  expect(room.logged.join('\n')).toMatch(
    /does not take PUBLIC_URL as a webhook: the chat polls instead.+HTTPS URL must be provided/,
  );
});

test('polling takes a webhook of an earlier run away', async () => {
  await using before = await openRoom();
  await before.ask('/help');
  await before.chat.stop();
  const { createAdminChat } = await import('../../src/admin/create-admin-chat.ts');
  const { createKeepsake } = await import('../networks/contract/network-stage.ts');
  const chat = createAdminChat({
    token: before.token,
    apiRoot: before.server.url,
    ...before.crew,
    useCases: before.house,
    localesFolder: 'locales',
    channels: {},
    keep: createKeepsake(),
    log: silentLog,
    pollSeconds: 1,
    clock: { now: () => new Date() },
  });
  chat.start();
  expect(await before.ask('/help')).toContain('/status');
  expect(await before.info()).toMatchObject({ url: '' });
  await chat.stop();
});
