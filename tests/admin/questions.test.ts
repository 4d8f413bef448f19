import { expect, test } from 'vitest';
import { createAskedMessages } from '../../src/admin/asked-messages.ts';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';
import { createCloser } from '../../src/admin/close-questions.ts';
import type { TelegramLine } from '../../src/admin/telegram-line.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { delivery, OTHER_ADMIN, openAdminChat, until } from './admin-harness.ts';

const asNotice = (one: Delivery) => ({ kind: 'delivery' as const, delivery: one, version: 1 });
const inPlace = (place: string, change: Partial<Delivery>) =>
  delivery({ id: `may-21/morning/2027/${place}`, place, ...change });
const labels = (buttons: readonly (readonly { readonly text: string }[])[] | undefined) =>
  (buttons ?? []).flat().map(({ text }) => text);

test.each([
  [
    'en',
    'missed',
    /^A post missed its time\n\n“The morning” was due .+ in x-en, x-ru/,
    ['Send now', 'Another time', 'Call it off'],
  ],
  [
    'ru',
    'missed',
    /^Пост не вышел вовремя\n\n«Утро» должен был выйти .+ в x-en, x-ru/,
    ['Отправить сейчас', 'Другое время', 'Отменить'],
  ],
  [
    'en',
    'failed',
    /^A post could not be published\n\n“The morning” .+x-en: Too long\.\nx-ru: No\.$/s,
    ['Try again', 'Leave it'],
  ],
  [
    'ru',
    'failed',
    /^Пост не удалось опубликовать\n\n«Утро» .+x-en: Too long\.\nx-ru: No\.$/s,
    ['Попробовать снова', 'Оставить так'],
  ],
] as const)(
  '%s: a post that %s is one question for all its places',
  async (language, state, text, buttons) => {
    await using room = await openAdminChat();
    await room.ask('/help', language);
    const asking = [inPlace('x-en', { state, note: 'Too long.' }), inPlace('x-ru', { state, note: 'No.' })];
    room.house.deliveries = asking;
    const before = room.answers(room.telegram.admin).length;
    await room.chat.tell(asking.map(asNotice));
    const [question, ...more] = room.answers(room.telegram.admin).slice(before);
    expect(more).toEqual([]);
    expect(question?.text).toMatch(text);
    expect(labels(question?.buttons)).toEqual(buttons);
    await room.press(buttons[0], language);
    await until(() => room.answers(room.telegram.admin).at(-1)?.buttons.length === 0);
    expect(room.answers(room.telegram.admin).at(-1)?.text).toMatch(/x-en, x-ru.+Admin/);
    expect(room.house.asked.filter(({ what }) => what === 'answer').map(({ request }) => request)).toEqual([
      {
        deliveries: asking.map(({ id }) => id),
        answer: state === 'missed' ? 'now' : 'try again',
        admin: String(room.telegram.admin),
      },
    ]);
  },
);

test('an old button does nothing when the question is another by now, and a forged one never did', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  const missed = inPlace('x-en', { state: 'missed' });
  room.house.deliveries = [missed];
  await room.chat.tell([asNotice(missed)]);
  const old = room.lastAnswer(room.telegram.admin)?.buttons.flat()[0]?.data ?? '';
  room.house.deliveries = [{ ...missed, dueAt: new Date('2027-05-21T09:00:00Z') }];
  // What was asked before may lose its buttons at any moment from now on; the press was under way.
  await room.pressAnything(old);
  const isOver = () =>
    room.answers(room.telegram.admin).at(-1)?.text ===
    'This question has been answered, or the button is too old.';
  await until(isOver);
  expect(room.house.asked.filter(({ what }) => what === 'answer')).toEqual([]);
});

test('a question that is asked while another is being closed stays open', async () => {
  const asked = createAskedMessages(createKeepsake(), 'asked');
  await asked.note('over', { chat: 1, message: 1, title: 'Over' });
  const edited: unknown[] = [];
  const line = { call: async (_: string, payload: object) => void edited.push(payload) };
  const close = createCloser({
    line: line as unknown as TelegramLine,
    texts: loadChatTexts('locales'),
    languageOf: () => 'en',
    asked,
    useCases: {
      seeing: {
        async openSubjects() {
          // Asked after the ledger was looked at, and before what it says is compared.
          await asked.note('new', { chat: 1, message: 2, title: 'New' });
          return new Set<string>();
        },
      },
    } as unknown as Parameters<typeof createCloser>[0]['useCases'],
  });
  await close();
  expect(edited).toMatchObject([{ message_id: 1 }]);
  expect(asked.subjects()).toEqual(['new']);
});

test('what is only news comes in one message, whatever its number', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  const before = room.answers(room.telegram.admin).length;
  const places = Array.from({ length: 20 }, (_, index) => inPlace(`place-${index}`, { state: 'cancelled' }));
  await room.chat.tell(places.map(asNotice));
  const told = room.answers(room.telegram.admin).slice(before);
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('place-19');
});

test('telling fails when no admin can be reached, so that it is done again', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  room.telegram.setBlocked(room.telegram.admin, true);
  await expect(room.chat.tell([asNotice(inPlace('x-en', { state: 'cancelled' }))])).rejects.toThrow(
    'no admin could be reached',
  );
});

test('a campaign that is held for a crowd is let go, or dropped at the second word', async () => {
  await using room = await openAdminChat();
  await room.ask('/help', 'ru', OTHER_ADMIN);
  await room.ask('/help');
  room.house.deliveries = [
    inPlace('x-en', { state: 'held', heldBy: 'too many' }),
    inPlace('x-ru', { state: 'held', heldBy: 'too many' }),
  ];
  const hold = {
    scope: 'campaign may-21' as const,
    kind: 'too many' as const,
    why: '400 are due this hour.',
    by: 'system',
    since: new Date(0),
  };
  room.house.halt.held.push(hold);
  await room.chat.tell([{ kind: 'hold', hold }]);
  expect(labels(room.answers(room.telegram.admin).at(-1)?.buttons)).toEqual([
    'Let it go out',
    'Call off what is too much',
  ]);
  await room.press('Call off what is too much');
  await until(
    () => room.answers(room.telegram.admin).at(-1)?.text.startsWith('Call off 2 deliveries') === true,
  );
  expect(room.house.halt.held).toHaveLength(1);
  await room.press('Yes, call off 2');
  await until(() => room.answers(room.telegram.admin).at(-1)?.text === 'Called off: 2 deliveries.');
  expect(room.house.halt.held).toEqual([]);
  await until(() => room.answers(OTHER_ADMIN).at(-1)?.text === 'Admin: Отменены 2 отправки.');
  expect(room.house.halt.audited.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'drop campaign may-21',
  ]);
  // A question that is over loses its buttons; a press that was under way comes too late.
  await room.pressAnything('drop:may-21 yes');
  await until(
    () =>
      room.answers(room.telegram.admin).at(-1)?.text ===
      'may-21 is not held for being too much: look at /status.',
  );
});
