import { expect, test } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import { booked } from '../figures/reading.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { delivery, OTHER_ADMIN, openAdminChat, until } from './admin-harness.ts';

/** 23:00 in Warsaw, where the campaign is. */
const NIGHT = new Date('2027-05-20T21:00:00Z');
const MORNING = new Date('2027-05-21T06:01:00Z');

const reading = booked(7, { figure: 'women', state: 'waiting', why: 'it falls to 0' });
const waits: Notice = { kind: 'reading waits', reading };
const cancelled: Notice = { kind: 'delivery', delivery: delivery({ state: 'cancelled' }), version: 1 };
const broken: Notice = {
  kind: 'source broken',
  source: { campaign: 'may-21', figure: 'women', url: 'https://a.example/', checkedAt: NIGHT, fault: 'gone' },
};
const failed: Notice = { kind: 'delivery', delivery: delivery({ state: 'failed', note: 'No.' }), version: 1 };

test('in quiet hours failures come, the rest comes after them in one message, also after a restart', async () => {
  const keep = createKeepsake();
  let now = NIGHT;
  const clock = { now: () => now };
  await (async () => {
    await using room = await openAdminChat({ keep, clock });
    await room.ask('/help', 'ru');
    const before = room.answers(room.telegram.admin).length;
    room.house.deliveries = [failed.delivery];
    await room.chat.tell([cancelled, broken, waits, failed]);
    await room.chat.tell([cancelled, broken]);
    const told = room.answers(room.telegram.admin).slice(before);
    expect(told.map(({ text }) => text.split('\n')[0])).toEqual(['Пост не удалось опубликовать']);
    await room.chat.catchUp();
    expect(room.answers(room.telegram.admin)).toHaveLength(before + 1);
  })();
  now = MORNING;
  await using room = await openAdminChat({ keep, clock });
  room.house.openSubjects = ['reading 7'];
  await room.chat.catchUp();
  const told = room.answers(room.telegram.admin).map(({ text }) => text);
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(/^Новое значение ждёт вашего слова/);
  expect(told[1]).toMatch(/^Пока было тихо\n\nОтменено\n[\s\S]+\n\nИсточник цифры women не читается/);
  await room.chat.catchUp();
  expect(room.answers(room.telegram.admin)).toHaveLength(2);
});

test('what waited for the morning waits on while Telegram cannot be reached', async () => {
  let now = NIGHT;
  await using room = await openAdminChat({ clock: { now: () => now } });
  await room.ask('/help');
  await room.chat.tell([cancelled, broken]);
  const told = () => room.answers(room.telegram.admin).map(({ text }) => text.split('\n')[0]);
  now = MORNING;
  room.telegram.setBlocked(room.telegram.admin, true);
  await room.chat.catchUp();
  room.telegram.setBlocked(room.telegram.admin, false);
  expect(told()).not.toContain('While it was quiet');
  now = new Date(MORNING.getTime() + 6 * 60_000);
  await room.chat.catchUp();
  await room.chat.catchUp();
  expect(told().filter(line => line === 'While it was quiet')).toHaveLength(1);
});

test('a question that was answered in the night is not asked in the morning', async () => {
  let now = NIGHT;
  await using room = await openAdminChat({ clock: { now: () => now } });
  await room.ask('/help');
  const before = room.answers(room.telegram.admin).length;
  await room.chat.tell([waits]);
  now = MORNING;
  await room.chat.catchUp();
  expect(room.answers(room.telegram.admin)).toHaveLength(before);
});

test('who has other quiet hours, or none, is told by them', async () => {
  await using room = await openAdminChat({ clock: { now: () => NIGHT } });
  expect(await room.ask('/quiet')).toContain('Quiet hours: 22:00–08:00 (Europe/Warsaw)');
  expect(await room.ask('/quiet off')).toContain('You have no quiet hours.');
  expect(await room.ask('/quiet half the night')).toContain('are no hours that I understand');
  expect(await room.ask('/quiet 1-5', 'ru', OTHER_ADMIN)).toContain('Тихие часы: 01:00–05:00');
  expect(await room.ask('/timezone Тбилиси', 'ru', OTHER_ADMIN)).toContain('Asia/Tbilisi');
  const before = [room.telegram.admin, OTHER_ADMIN].map(user => room.answers(user).length);
  await room.chat.tell([cancelled]);
  const after = [room.telegram.admin, OTHER_ADMIN].map(user => room.answers(user).length);
  // 23:00 in Warsaw is 01:00 in Tbilisi.
  expect(after).toEqual([(before[0] ?? 0) + 1, before[1]]);
});

test('times stand beside those of the own clock, once it is known', async () => {
  await using room = await openAdminChat();
  room.house.deliveries = [delivery()];
  expect(await room.ask('/queue')).not.toContain('for you');
  expect(await room.ask('/timezone Брусель', 'be')).toContain('Europe/Brussels');
  expect(await room.ask('/timezone London')).toContain('Your clock: Europe/London');
  expect(await room.ask('/queue')).toContain('21 May 2027, 09:00 (08:00 for you) · The morning');
  expect(await room.ask('/timezone Atlantis')).toContain('I know no time zone “Atlantis”');
  const { message } = await room.press("Only the campaign's");
  const shown = () => room.telegram.chat(room.telegram.admin).find(({ id }) => id === message)?.text;
  await until(() => shown()?.startsWith('Times are shown by the campaign') === true);
});

test.each([
  ['en', 'Confirm', 'women: 201: “Confirm”, says Admin.'],
  ['ru', 'Подтвердить', 'women: 201: «Подтвердить» — отвечает Admin.'],
  ['be', 'Пацвердзіць', 'women: 201: «Пацвердзіць» — адказвае Admin.'],
] as const)(
  '%s: a new value is a question that one answers, and the others see by whom and what',
  async (language, label, said) => {
    await using room = await openAdminChat();
    await room.ask('/help', language);
    await room.ask('/help', language, OTHER_ADMIN);
    room.house.openSubjects = ['reading 7'];
    await room.chat.tell([waits]);
    const theirs = () => room.lastAnswer(OTHER_ADMIN);
    expect(theirs()?.buttons.flat()).toHaveLength(2);
    room.house.openSubjects = [];
    await room.press(label, language);
    await until(() => theirs()?.text === said);
    expect(theirs()?.buttons).toEqual([]);
  },
);

test('what is asked again can be answered in the new message only; what is over without anybody says so', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  room.house.openSubjects = ['reading 7'];
  await room.chat.tell([waits]);
  await room.chat.tell([waits]);
  const [first, second] = room.answers(room.telegram.admin).slice(-2);
  expect([first?.buttons.length, second?.buttons.length]).toEqual([0, 1]);
  room.house.openSubjects = [];
  await room.chat.catchUp();
  expect(room.lastAnswer(room.telegram.admin)?.text).toBe('women: 201: no answer is needed any more.');
});

test('viewers hear what became of posts and how the week was, and nothing of how the bot fares', async () => {
  await using room = await openAdminChat();
  const ids = (['editor', 'approver', 'viewer'] as const).map(role => room.join(role));
  const [editor = 0, approver = 0, viewer = 0] = ids;
  for (const user of ids) await room.ask('/help', 'en', user);
  const hold = { scope: 'network x', kind: 'credentials', since: NIGHT, by: 'system', why: 'Gone.' } as const;
  const incident = { kind: 'queue', subject: 'queue', why: 'away', since: NIGHT } as const;
  const alerts: readonly Notice[] = [
    { kind: 'hold', hold },
    { kind: 'incident', incident } as Notice,
    broken,
    waits,
  ];
  room.house.openSubjects = ['reading 7'];
  await room.chat.tell(alerts);
  await room.chat.tell([failed]);
  const heard = (user: number) =>
    room
      .answers(user)
      .slice(1)
      .map(({ text }) => text)
      .join('\n');
  for (const user of [editor, approver]) {
    for (const words of ['women', 'The queue cannot be reached', 'Gone.', 'The morning'])
      expect(heard(user)).toContain(words);
  }
  expect(room.answers(viewer)).toHaveLength(2);
  expect(heard(viewer)).toContain('The morning');
});

test('a viewer who was reached does not stand for those who have to act', async () => {
  await using room = await openAdminChat();
  const viewer = room.join('viewer');
  await room.ask('/help', 'en', viewer);
  for (const owner of [room.telegram.admin, OTHER_ADMIN]) room.telegram.setBlocked(owner, true);
  await expect(room.chat.tell([failed])).rejects.toThrow('no admin could be reached');
  expect(room.answers(viewer)).toHaveLength(1);
});
