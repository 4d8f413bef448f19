import { expect, test } from 'vitest';
import { createButtonSeal } from '../../src/admin/seal-buttons.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { NOW, OTHER_ADMIN, openAdminChat, until } from './admin-harness.ts';

const DAY_MS = 86_400_000;
const texts = {
  en: {
    void: 'This button does not count any more: ask anew.',
    old: 'This button is more than a day old: ask anew.',
  },
  ru: {
    void: 'Эта кнопка больше не действует: запросите заново.',
    old: 'Этой кнопке больше суток: запросите заново.',
  },
  be: {
    void: 'Гэтая кнопка больш не дзейнічае: запытайце нанова.',
    old: 'Гэтай кнопцы больш за суткі: запытайце нанова.',
  },
} as const;

async function openRoom() {
  const clock = { time: NOW.getTime(), now: () => new Date(clock.time) };
  const room = await openAdminChat({ clock });
  await room.ask('/help');
  await room.ask('/help', 'en', OTHER_ADMIN);
  const noticeOf = async (data: string, language = 'en', user = room.telegram.admin) =>
    room.telegram.callbackAnswer(await room.forge(data, language, user))?.text;
  return { ...room, clock, noticeOf };
}

test.each(['en', 'ru', 'be'] as const)(
  'forged buttons and those of another person are refused in %s',
  async language => {
    await using room = await openRoom();
    const good = await room.seal.close('stop:', room.telegram.admin);
    const wrong = [
      'stop:',
      '',
      'x',
      good.slice(1),
      `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
      good.replace('stop:', 'resume:'),
      await room.seal.close('stop:', OTHER_ADMIN),
      await createButtonSeal({ keep: createKeepsake(), members: room.crew.members, clock: room.clock }).close(
        'stop:',
        room.telegram.admin,
      ),
      'д'.repeat(32),
    ];
    for (const data of wrong) expect(await room.noticeOf(data, language)).toBe(texts[language].void);
    expect(room.house.halt.held).toEqual([]);
    expect(await room.noticeOf(good, language)).toBe('');
    await until(() => room.house.halt.held.length === 1);
  },
);

test.each(['en', 'ru', 'be'] as const)(
  'a button counts for a day, over a restart too, and is then refused in %s',
  async language => {
    await using room = await openRoom();
    const data = await room.seal.close('stop:', room.telegram.admin);
    room.clock.time += DAY_MS + 60_000;
    expect(await room.noticeOf(data, language)).toBe(texts[language].old);
    expect(room.house.halt.held).toEqual([]);
    room.clock.time -= 60_000;
    expect(await room.noticeOf(data, language)).toBe('');
    await until(() => room.house.halt.held.length === 1);
  },
);

test('data of any length fits the 64 bytes of a button, survives a restart, and a lost one is old', async () => {
  const keep = createKeepsake();
  const clock = { now: () => NOW };
  const members = { find: () => undefined };
  const seal = createButtonSeal({ keep, members, clock });
  const lengths = [0, 1, 51, 52, 53, 64, 200];
  for (const length of lengths) {
    const data = `x:${'д'.repeat(length / 2)}${'y'.repeat(length % 2)}`;
    const sealed = await seal.close(data, 7);
    expect(Buffer.byteLength(sealed)).toBeLessThanOrEqual(64);
    expect(await createButtonSeal({ keep, members, clock }).open(sealed, 7)).toEqual({ data });
    expect(await seal.open(sealed, 8)).toBe('forged');
  }
  const first = await seal.close('z'.repeat(100), 7);
  for (let n = 0; n < 200; n += 1) await seal.close(`${n}`.padStart(100, 'z'), 7);
  expect(await seal.open(first, 7)).toBe('old');
  const short = await seal.close('x:', 7);
  await seal.renew();
  expect(await seal.open(short, 7)).toBe('forged');
});

test('a message, or a button, that is replayed runs once', async () => {
  await using room = await openRoom();
  const [admin] = [room.telegram.admin];
  const from = { id: admin, is_bot: false, first_name: 'Admin', language_code: 'en' };
  const chat = { id: admin, type: 'private', first_name: 'Admin' };
  const message = { message_id: 900, date: 1, chat, from, text: '/queue' };
  const sealed = await room.seal.close('queue:', admin);
  const press = {
    id: '1',
    from,
    chat_instance: '1',
    data: sealed,
    message: { ...message, from: { ...from, id: 1, is_bot: true } },
  };
  for (const update of [
    { update_id: 5_001, message },
    { update_id: 5_002, callback_query: press },
  ]) {
    for (let times = 0; times < 3; times += 1) room.telegram.pushUpdate(update);
  }
  const asked = () => room.house.asked.filter(({ what }) => what === 'queue').length;
  await until(() => asked() === 2);
  // Behind whatever else might still come.
  room.telegram.pushUpdate({ update_id: 5_003, message: { ...message, message_id: 901, text: '/status' } });
  await until(() => room.house.asked.some(({ what }) => what === 'status'));
  expect(asked()).toBe(2);
});
