import { expect, test } from 'vitest';
import { openAdminChat, until } from './admin-harness.ts';

const refuse = (status: number, description: string, parameters: object = {}) => ({
  kind: 'respond' as const,
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ok: false, error_code: status, description, parameters }),
});

test.each([
  ['another program polls', refuse(409, 'Conflict: terminated by other getUpdates request')],
  ['the token is refused for a while', refuse(401, 'Unauthorized')],
  ['the server is down', refuse(502, 'Bad Gateway')],
  ['the connection breaks', { kind: 'reset' as const }],
  ['the answer breaks off', { kind: 'truncate' as const }],
])('the chat goes on after a fault: %s', async (_, effect) => {
  await using room = await openAdminChat();
  await room.ask('/help');
  room.server.faults.add({ path: /getUpdates/, when: 'before', effect, times: 1 });
  await room.ask('/help');
  expect(await room.ask('/start')).toContain('Good to have you here.');
  expect(room.logged.join('\n')).not.toContain(room.token);
});

test('an answer that is throttled or lost comes all the same', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  const throttled = refuse(429, 'Too Many Requests: retry after 0', { retry_after: 0 });
  room.server.faults.add({ path: /sendMessage/, when: 'before', effect: throttled });
  expect(await room.ask('/start')).toContain('Good to have you here.');
});

test('an update that comes twice is handled once', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  await room.ask('/queue');
  // The answer with the update is lost; the server gives it again.
  room.server.faults.add({ path: /getUpdates/, when: 'after', effect: { kind: 'truncate' }, times: 1 });
  await room.ask('/queue');
  await room.ask('/queue');
  expect(room.house.asked.filter(({ what }) => what === 'queue')).toHaveLength(3);
});

test('stopping ends at once, even while the server hangs, and what was handled does not come again', async () => {
  const room = await openAdminChat();
  await room.ask('/help');
  await room.chat.stop();
  await room.telegram.sendAsUser(room.telegram.admin, '/queue');
  await until(() => true);
  expect(room.house.asked).toEqual([]);
  await room.server.close();
});
