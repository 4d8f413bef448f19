import { expect, test } from 'vitest';
import type { SandboxChannel } from '../../../src/sandbox/telegram/create-world.ts';
import { EN, type ServedBotApi, servedBotApi } from './bot-api-client.ts';

/** Sends until the server has enough; gives how many went through, and the refusal. */
async function sendUntilRefused(api: ServedBotApi, chats: readonly (string | number)[], most = 100) {
  for (let sent = 0; sent < most; sent += 1) {
    const chat_id = chats[sent % chats.length];
    const answer = await api.call('sendMessage', { chat_id, text: `number ${sent}` });
    if (!answer.ok) return { sent, answer };
  }
  throw new Error('never refused');
}

test('a chat takes a short burst, then one a second', async () => {
  await using api = await servedBotApi({ floodControl: true });
  const { sent, answer } = await sendUntilRefused(api, [EN]);
  expect(sent).toBe(5);
  expect(answer).toMatchObject({
    status: 429,
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 5',
    parameters: { retry_after: 5 },
  });
  expect(answer.headers.get('retry-after')).toBe('5');
  api.forward(5000);
  expect((await api.call('sendMessage', { chat_id: EN, text: 'again' })).ok).toBe(true);
});

test('a channel takes 20 a minute', async () => {
  await using api = await servedBotApi({ floodControl: true });
  for (let sent = 0; sent < 20; sent += 1) {
    expect((await api.call('sendMessage', { chat_id: EN, text: `number ${sent}` })).ok).toBe(true);
    api.forward(1000);
  }
  const refused = await api.call('sendMessage', { chat_id: EN, text: 'one too many' });
  expect(refused.parameters).toEqual({ retry_after: 40 });
  expect((await api.call('sendMessage', { chat_id: api.sandbox.admin, text: 'elsewhere' })).ok).toBe(true);
  api.forward(40_000);
  expect((await api.call('sendMessage', { chat_id: EN, text: 'again' })).ok).toBe(true);
});

test('the bot as a whole sends 30 a second', async () => {
  const channels: SandboxChannel[] = Array.from({ length: 40 }, (_, index) => ({
    id: -1_001_100_000_000 - index,
    title: `Channel ${index}`,
  }));
  await using api = await servedBotApi({ floodControl: true, channels });
  const { sent, answer } = await sendUntilRefused(
    api,
    channels.map(({ id }) => id),
  );
  expect(sent).toBe(30);
  expect(answer.parameters).toEqual({ retry_after: 1 });
});
