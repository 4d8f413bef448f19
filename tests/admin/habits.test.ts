import { expect, test } from 'vitest';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { delivery, NOW, OTHER_ADMIN, openAdminChat, until } from './admin-harness.ts';

test('20 commands a minute are answered; then the admin is told once, and /stop works all the same', async () => {
  let now = NOW;
  await using room = await openAdminChat({ commandsPerMinute: 20, clock: { now: () => now } });
  const { admin } = room.telegram;
  for (let count = 0; count < 20; count += 1) room.telegram.sendAsUser(admin, '/queue', { language: 'ru' });
  await until(() => room.house.asked.length === 20);
  expect(await room.ask('/queue', 'ru')).toMatch(/^(Очередь|Слишком много команд подряд)/);
  await until(() => room.answers(admin).length === 21);
  room.telegram.sendAsUser(admin, '/queue');
  expect(await room.ask('/stop')).toMatch(/^Everything is stopped\./);
  expect(room.answers(admin)).toHaveLength(22);
  expect(room.house.asked).toHaveLength(20);
  const query = await room.pressAnything('queue:', 'ru');
  expect(room.telegram.callbackAnswer(query)?.text).toMatch(/^Слишком много команд подряд/);
  expect(room.house.asked).toHaveLength(20);
  now = new Date(NOW.getTime() + 60_001);
  expect(await room.ask('/queue')).toBe('Nothing is on its way.');
});

test.each(['stop', 'pause x', 'resume', 'resume x', 'remove', 'lockdown'])(
  '/%s is answered however much was asked before, written and pressed',
  async asked => {
    await using room = await openAdminChat({ commandsPerMinute: 0 });
    expect(await room.ask('/queue')).toMatch(/^That is too much at once/);
    expect(await room.ask(`/${asked}`)).not.toMatch(/^That is too much at once/);
    const query = await room.pressAnything(asked.includes(' ') ? asked.replace(' ', ':') : `${asked}:`);
    expect(room.telegram.callbackAnswer(query)?.text ?? '').not.toMatch(/^That is too much at once/);
  },
);

test('who stopped everything while asking too much can let it go on at once', async () => {
  await using room = await openAdminChat({ commandsPerMinute: 0 });
  expect(await room.ask('/stop')).toMatch(/^Everything is stopped\./);
  expect(await room.ask('/resume')).toMatch(/^It goes on: everything/);
  expect(room.house.halt.held).toEqual([]);
});

test('a flood of commands is answered once a minute', async () => {
  let now = NOW;
  await using room = await openAdminChat({ commandsPerMinute: 0, clock: { now: () => now } });
  const { admin } = room.telegram;
  for (let minute = 1; minute <= 3; minute += 1) {
    for (let count = 0; count < 50; count += 1) room.telegram.sendAsUser(admin, '/queue');
    // Polled after all the others; it is urgent, and counts for nothing.
    await room.ask('/stop');
    await until(() => room.answers(admin).length >= 2 * minute);
    expect(room.answers(admin)).toHaveLength(2 * minute);
    now = new Date(now.getTime() + 60_001);
  }
});

test('one admin who asks too much takes nothing from another', async () => {
  await using room = await openAdminChat({ commandsPerMinute: 1 });
  await room.ask('/queue');
  expect(await room.ask('/queue')).toMatch(/^That is too much at once/);
  expect(await room.ask('/queue', 'ru', OTHER_ADMIN)).toBe('Очередь пуста.');
});

test('an admin is told in their language after a restart, of which nothing is kept but the id and the language', async () => {
  const keep = createKeepsake();
  const told = delivery({ state: 'cancelled' });
  await (async () => {
    await using room = await openAdminChat({ keep });
    await room.ask('/help', 'ru');
    await room.ask('/help', 'en', OTHER_ADMIN);
  })();
  expect(JSON.parse((await keep.read('languages')) ?? '')).toEqual({ 100000001: 'ru', [OTHER_ADMIN]: 'en' });
  await using room = await openAdminChat({ keep });
  await room.chat.tell([{ kind: 'delivery', delivery: told, version: 1 }]);
  expect(room.answers(room.telegram.admin).at(-1)?.text).toMatch(/^Отменено/);
});
