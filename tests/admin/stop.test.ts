import { expect, test } from 'vitest';
import { delivery, OTHER_ADMIN, openAdminChat, STRANGER, until } from './admin-harness.ts';

test('/stop halts everything, says what waits and what was in flight, and the other admins hear who did it', async () => {
  await using room = await openAdminChat();
  await room.ask('/help', 'ru', OTHER_ADMIN);
  room.house.deliveries = [
    delivery(),
    delivery({ id: 'b', state: 'planned' }),
    delivery({ id: 'c', state: 'publishing' }),
  ];
  expect(await room.ask('/stop')).toBe(
    'Everything is stopped.\n\n2 deliveries wait until you resume.\n1 was being sent at that moment: the call that has ' +
      'begun ends, nothing follows it.\n\nTo go on: /resume',
  );
  expect(room.house.halt.held).toMatchObject([
    { scope: 'all', kind: 'stop', by: String(room.telegram.admin) },
  ]);
  await until(() => room.answers(OTHER_ADMIN).at(-1)?.text === 'Admin: всё остановлено.');
  expect(await room.ask('/stop')).toMatch(/^Everything is stopped already\./);
  expect(await room.ask('/status')).toMatch(/^Held at the moment\nEverything is stopped\n/);
  await room.press('Resume everything', 'en');
  await until(() => room.house.halt.held.length === 0);
  expect(room.house.halt.audited.map(({ action, subject, admin }) => [action, subject, admin])).toEqual([
    ['stop', 'all', String(room.telegram.admin)],
    ['resume', 'all', String(room.telegram.admin)],
  ]);
});

test('/stop waits for nothing that the same admin asked for before', async () => {
  await using room = await openAdminChat();
  const { promise, resolve } = Promise.withResolvers<void>();
  const { preview } = room.house;
  room.house.preview = async request => {
    await promise;
    return preview(request);
  };
  room.telegram.sendAsUser(room.telegram.admin, '/preview may-21/morning');
  expect(await room.ask('/stop')).toMatch(/^Everything is stopped\./);
  expect(room.house.asked).toEqual([]);
  resolve();
});

test('/pause and /resume take a network or a place, and name the known ones where there is no such name', async () => {
  await using room = await openAdminChat();
  expect(await room.ask('/pause')).toBe(
    'Say what to pause, one of: may-21, x, x-en, x-ru. To stop everything: /stop',
  );
  expect(await room.ask('/pause y', 'ru')).toBe(
    'Сети, места или кампании «y» нет, есть: may-21, x, x-en, x-ru.',
  );
  expect(await room.ask('/pause X', 'ru')).toMatch(/^Приостановлено: сеть x/);
  expect(await room.ask('/pause x-ru')).toMatch(/^Paused: place x-ru/);
  expect(await room.ask('/pause x-ru')).toMatch(/^Paused already: place x-ru/);
  expect(await room.ask('/resume')).toMatch(/^Held at the moment\nPaused: network x\nPaused: place x-ru/);
  expect(await room.ask('/resume x-en')).toBe('x-en is not held: what is held is x, x-ru.');
  expect(await room.ask('/resume x')).toMatch(
    /^It goes on: network x\n\nHeld at the moment\nPaused: place x-ru/,
  );
  await room.press('Resume x-ru');
  await until(
    () => room.answers(room.telegram.admin).at(-1)?.text.startsWith('It goes on: place x-ru') === true,
  );
  expect(await room.ask('/resume')).toBe('Nothing is stopped or paused: there is nothing to resume.');
  expect(room.house.halt.audited.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'pause network x',
    'pause place x-ru',
    'resume network x',
    'resume place x-ru',
  ]);
});

test('a stranger stops nothing', async () => {
  await using room = await openAdminChat();
  room.telegram.sendAsUser(STRANGER, '/stop');
  await room.ask('/help');
  expect(room.house.halt.held).toEqual([]);
  expect(room.answers(STRANGER)).toEqual([]);
});
