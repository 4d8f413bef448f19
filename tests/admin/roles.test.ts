import { expect, test } from 'vitest';
import { allCommands } from '../../src/admin/commands/all-commands.ts';
import { ROLES } from '../../src/domain/member.ts';
import { delivery, openAdminChat, until } from './admin-harness.ts';

const commands = allCommands();
const texts = {
  en: { refused: /^You may not do that: you are here as \w+, and it takes [\w, ]+\. Ask an owner\.$/ },
  ru: {
    refused:
      /^Это вам недоступно\. Ваша роль — [а-яё]+, а нужна одна из: [а-яё, ]+\. Обратитесь к владельцу\.$/,
  },
  be: {
    refused:
      /^Гэта вам недаступна\. Ваша роля — [а-яёіў]+, а патрэбна адна з: [а-яёіў, ]+\. Звярніцеся да ўладальніка\.$/,
  },
} as const;

test('every command says who may use it, and everybody who is in may look and ask for help', () => {
  expect(commands.filter(({ roles }) => roles.length === 0)).toEqual([]);
  expect(commands.filter(({ roles }) => !roles.includes('owner'))).toEqual([]);
  for (const name of ['help', 'start', 'status', 'queue']) {
    expect(commands.find(command => command.name === name)?.roles).toEqual(ROLES);
  }
});

test.each(['en', 'ru', 'be'] as const)(
  'what a role may not do is refused in %s, written or pressed, and does not run',
  async language => {
    await using room = await openAdminChat();
    const { refused } = texts[language];
    let tried = 0;
    for (const role of ROLES) {
      const user = room.join(role);
      const forbidden = commands.filter(({ roles }) => !roles.includes(role));
      for (const { name } of forbidden) {
        tried += 1;
        const written = await room.ask(name === 'settle' ? '/help' : `/${name} x`, language, user);
        // `settle` is reached by buttons only.
        if (name !== 'settle') expect(written).toMatch(refused);
        const query = await room.pressAnything(`${name}:x`, language, user);
        expect(room.telegram.callbackAnswer(query)).toMatchObject({
          text: expect.stringMatching(refused),
          alert: true,
        });
      }
    }
    expect(tried).toBeGreaterThan(8);
    expect(room.house.asked).toEqual([]);
  },
);

test('taking back a stop is for owners, whoever stopped', async () => {
  await using room = await openAdminChat();
  const editor = room.join('editor');
  await room.ask('/stop', 'en', editor);
  // The others are told beside; their next answer is not that.
  await until(() => room.answers(room.telegram.admin).length === 1);
  expect(await room.ask('/resume', 'en', editor)).toMatch(/it takes owner\./);
  expect(await room.ask('/resume')).toMatch(/^It goes on/);
});

test('who sees figures may not set them for that', async () => {
  await using room = await openAdminChat();
  const viewer = room.join('viewer');
  expect(await room.ask('/figures', 'en', viewer)).not.toMatch(texts.en.refused);
  for (const what of [
    'set women_in_custody 201 2026-11-20',
    'confirm women_in_custody',
    'undo women_in_custody',
  ]) {
    expect(await room.ask(`/figures ${what}`, 'en', viewer)).toMatch(texts.en.refused);
  }
});

test('a member who leaves is a stranger with their next word, and hears no more', async () => {
  await using room = await openAdminChat();
  const editor = room.join('editor');
  await room.ask('/help', 'en', editor);
  room.leave(editor);
  await room.telegram.sendAsUser(editor, '/status');
  await room.ask('/status');
  await room.chat.tell([{ kind: 'delivery', delivery: delivery({ state: 'failed' }), version: 1 }]);
  expect(room.answers(editor)).toHaveLength(1);
  expect(room.chat.turnedAway()).toBe(1);
});

test('a question is asked of those who may answer; the others hear of it without buttons', async () => {
  await using room = await openAdminChat();
  const viewer = room.join('viewer');
  const editor = room.join('editor');
  for (const user of [viewer, editor]) await room.ask('/help', 'en', user);
  const unknown = delivery({ state: 'unknown' });
  room.house.deliveries = [unknown];
  await room.chat.tell([{ kind: 'delivery', delivery: unknown, version: 1 }]);
  expect(
    room
      .lastAnswer(editor)
      ?.buttons.flat()
      .map(({ text }) => text),
  ).toContain('It is there');
  await until(() => room.answers(viewer).length > 1);
  expect(room.lastAnswer(viewer)?.buttons).toEqual([]);
});
