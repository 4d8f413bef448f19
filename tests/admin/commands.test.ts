import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allCommands } from '../../src/admin/commands/all-commands.ts';
import { InputError } from '../../src/domain/input-error.ts';
import { delivery, openAdminChat, STRANGER, until } from './admin-harness.ts';

let room: Awaited<ReturnType<typeof openAdminChat>>;
beforeAll(async () => {
  room = await openAdminChat();
});
afterAll(() => room[Symbol.asyncDispose]());
beforeEach(() => {
  room.house.asked.splice(0);
  room.house.deliveries = [];
  room.house.fault = undefined;
});

test('/start greets in the language of the admin, with the way on under it', async () => {
  expect(await room.ask('/start')).toContain('Good to have you here.');
  expect(await room.ask('/start', 'ru')).toContain('Хорошо, что вы здесь.');
  expect(await room.ask('/start', 'be')).toContain('Добра, што вы тут.');
  expect(await room.ask('/start', 'uk')).toContain('Хорошо, что вы здесь.');
  expect(await room.ask('/start', 'de')).toContain('Good to have you here.');
  expect(
    room
      .answers(room.telegram.admin)
      .at(-1)
      ?.buttons.flat()
      .map(({ text }) => text),
  ).toContain('Status');
});

test('/help names every command with an example, and how times are written', async () => {
  const help = await room.ask('/help', 'ru');
  for (const name of ['status', 'queue', 'preview', 'schedule', 'cancel'])
    expect(help).toContain(`/${name} — `);
  expect(help).toContain('Europe/Warsaw');
});

test('the menu is there in each language, for admins alone', async () => {
  // Until a language has its own menu, that of no language stands for it; Russian is the last to get one.
  await until(() =>
    /\p{Script=Cyrillic}/u.test(room.telegram.adminChat.commands('ru')[0]?.description ?? ''),
  );
  expect(room.telegram.adminChat.commands('ru')).toContainEqual({
    command: 'history',
    description: 'что вышло, со ссылками, и что не вышло',
  });
  const visible = allCommands().filter(({ hidden, roles }) => hidden !== true && roles.includes('owner'));
  expect(room.telegram.adminChat.commands('en').map(({ command }) => command)).toEqual(
    visible.map(({ name }) => name),
  );
});

test("/status says what works, what comes next in the campaign's own time, and what needs a person", async () => {
  room.house.deliveries = [
    delivery(),
    delivery({ id: 'may-21/morning/2027/x-ru', place: 'x-ru', state: 'failed', note: 'Too long.' }),
  ];
  const status = await room.ask('/status');
  expect(status).toContain('✓ X: @solidarity (x-en, x-ru)');
  expect(status).toContain('97 of 100 calls left (15 min)');
  expect(status).toContain('2 waiting, 3 published');
  expect(status).toMatch(/Next: 21 May 2027.+09:00, The morning → x-en/);
  expect(status).toContain('failed (Too long.): x-ru');
});

test('/status tells owners, and nobody else, how many were turned away, by number alone', async () => {
  await using own = await openAdminChat({ refusedCalls: () => 3 });
  const viewer = own.join('viewer');
  expect(await own.ask('/status')).not.toContain('by a stranger');
  for (const text of ['/status', 'let me in'])
    await own.telegram.sendAsUser(STRANGER, text, { language: 'en' });
  await until(() => own.chat.turnedAway() === 2);
  const status = await own.ask('/status');
  expect(status).toContain(
    'Turned away since the start\n2 messages or presses by strangers\n3 calls of the webhook without its secret',
  );
  expect(status).not.toContain(String(STRANGER));
  expect(await own.ask('/status', 'en', viewer)).not.toContain('Turned away');
});

describe('/preview', () => {
  test('asks which post, and shows the pressed one in the language of the admin', async () => {
    room.house.previews = [
      {
        post: 'may-21/morning',
        language: 'ru',
        network: 'x',
        parts: [{ text: 'Свободу!', length: 8, limit: 280, unit: 'weighted characters' }],
      },
    ];
    expect(await room.ask('/preview', 'ru')).toBe('Какой пост?');
    const before = room.answers(room.telegram.admin).length;
    await room.press('Утро', 'ru');
    await until(() => room.answers(room.telegram.admin).length > before);
    expect(room.house.asked).toEqual([
      { what: 'preview', request: { post: 'may-21/morning', language: 'ru' } },
    ]);
    const shown = room.answers(room.telegram.admin).at(-1);
    expect(shown?.text).toBe('x · ru · 8 из 280 знаков (с весом)\n\nСвободу!');
    expect(shown?.buttons.flat()).toEqual([{ text: 'English', data: 'preview:may-21/morning en' }]);
  });

  test('takes a language and a network in any order', async () => {
    await room.ask('/preview may-21/morning X ru');
    expect(room.house.asked.at(-1)?.request).toEqual({
      post: 'may-21/morning',
      language: 'ru',
      network: 'x',
    });
  });

  test('an answer that is too long for one message comes in several, whole', async () => {
    const text = 'Свободу всем политзаключённым. '.repeat(400).trim();
    room.house.previews = [
      {
        post: 'may-21/morning',
        language: 'en',
        network: 'x',
        parts: [{ text, length: 1, limit: 2, unit: 'graphemes' }],
      },
    ];
    const before = room.answers(room.telegram.admin).length;
    await room.ask('/preview may-21/morning');
    await until(() => room.answers(room.telegram.admin).length >= before + 4);
    const said = room
      .answers(room.telegram.admin)
      .slice(before)
      .map(message => message.text);
    expect(Math.max(...said.map(one => one.length))).toBeLessThanOrEqual(4096);
    expect(said.join(' ')).toContain(text);
  });
});

describe('/schedule', () => {
  test('plans for the time of the campaign, says where it goes, and how to call it off', async () => {
    const shown = await room.ask('/schedule may-21/morning 2027-05-21 09:00');
    expect(shown).toBe('Plan “The morning” for 21 May 2027 (Friday), 09:00 (Europe/Warsaw)?');
    expect(room.house.asked.filter(({ what }) => what === 'schedule')).toEqual([]);
    const before = room.answers(room.telegram.admin).length;
    await room.press('Plan it');
    await until(() => room.answers(room.telegram.admin).length > before);
    const answer = room.lastAnswer(room.telegram.admin)?.text ?? '';
    expect(answer).toMatch(/Planned: The morning, 21 May 2027.+09:00 \(Europe\/Warsaw\)/);
    expect(answer).toContain('It goes to 2 places: x-en, x-ru.');
    expect(answer).toContain('/cancel may-21/morning/t1');
    expect(room.house.asked.filter(({ what }) => what === 'schedule')).toEqual([
      {
        what: 'schedule',
        request: {
          post: 'may-21/morning',
          at: new Date('2027-05-21T07:00:00Z'),
          admin: String(room.telegram.admin),
        },
      },
    ]);
  });

  test.each([
    ['/schedule', 'Which post?'],
    ['/schedule may-21/morning', 'Write it in your own words'],
    ['/schedule may-21/morning someday', '“someday” is no time that I understand'],
    ['/schedule may-21/morning 2026-05-21 09:00', '2026-05-21 09:00 is over'],
    ['/schedule may-21/morning 2028-02-30 02:30', 'does not exist: no calendar or clock has it'],
  ])('%s is answered in plain words and plans nothing', async (text, answer) => {
    expect(await room.ask(text)).toContain(answer);
    expect(room.house.asked.filter(({ what }) => what === 'schedule')).toEqual([]);
  });
});

describe('/queue', () => {
  test('says when nothing is on its way', async () => {
    expect(await room.ask('/queue', 'ru')).toBe('Очередь пуста.');
  });

  test('lists times of posts page by page; an entry opens in place with what the role may do about it', async () => {
    room.house.deliveries = Array.from({ length: 8 }, (_, index) =>
      delivery({
        id: `d${index}`,
        occurrence: `day-${index}`,
        dueAt: new Date(Date.UTC(2027, 4, 14 + index, 7)),
        note: index === 7 ? 'Too long.' : '',
      }),
    );
    const answer = await room.ask('/queue');
    expect(answer).toContain('On its way: 1–6 of 8');
    expect(answer).toContain('may-21/morning/day-5');
    const { message } = await room.press('More ›');
    const shown = () => room.answers(room.telegram.admin).find(({ id }) => id === message);
    await until(() => shown()?.text.includes('7–8 of 8') === true);
    const entry = shown()?.buttons[1]?.[0];
    expect(entry).toEqual({
      text: '21 May, 09:00 · The morning',
      data: 'queue:may-21/morning/day-7 6',
    });
    await room.pressAnything(entry?.data ?? '');
    await until(() => shown()?.text.includes('Too long.') === true);
    expect(shown()?.text).toContain('waits\nx-en\nToo long.');
    expect(shown()?.buttons.flat()).toContainEqual({
      text: 'Call it off',
      data: 'cancel:may-21/morning/day-7',
    });
    expect(shown()?.buttons.flat().at(-1)).toEqual({ text: '‹ Back to the list', data: 'queue:6' });
  });
});

test('/cancel shows what it names and asks; its button calls off exactly that, and says how many', async () => {
  room.house.deliveries = [delivery(), delivery({ id: 'b', place: 'x-ru' })];
  expect(await room.ask('/cancel may-21/morning', 'ru')).toContain('Отменить это? Здесь 2 отправки');
  expect(room.house.asked).toEqual([]);
  await room.press('Да, отменить', 'ru');
  await until(() =>
    room.telegram.chat(room.telegram.admin).some(({ text }) => text.includes('Отменены 2 отправки.')),
  );
  const only = room.house.deliveries.map(({ id }) => id);
  expect(room.house.asked).toEqual([
    { what: 'cancel', request: { subject: 'may-21/morning', admin: String(room.telegram.admin), only } },
  ]);
  expect(await room.ask('/cancel')).toContain('What shall be called off?');
});

test.each([
  ['/shedule may-21/morning', 'Did you mean /schedule?'],
  ['/que', 'Did you mean /queue?'],
  ['/xyzzy', 'There is no command /xyzzy: /help lists them all.'],
  ['hello', 'I understand commands only: /help lists them.'],
  ['/settle x there', 'There is no command /settle'],
])('%s → %s', async (text, answer) => {
  expect(await room.ask(text)).toContain(answer);
});

test('bad input gets its sentence; a fault of ours gets an apology, and the log what happened', async () => {
  room.house.fault = new InputError('The queue is locked: wait a minute.');
  expect(await room.ask('/queue')).toBe('The queue is locked: wait a minute.');
  room.house.fault = new Error(`no database for ${room.token}`);
  expect(await room.ask('/queue')).toContain('That went wrong on my side');
  const entry = room.logged.find(line => line.startsWith('A command of an admin failed'));
  expect(entry).toContain('no database for [secret]');
  expect(room.logged.join('\n')).not.toContain(room.token);
});
