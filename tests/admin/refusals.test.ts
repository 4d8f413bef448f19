import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCommands } from '../../src/admin/commands/all-commands.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { OTHER_ADMIN, openAdminChat, STRANGER, until } from './admin-harness.ts';

const names = allCommands().map(({ name }) => name);
const VOID = {
  en: 'This button does not count any more: ask anew.',
  ru: 'Эта кнопка больше не действует: запросите заново.',
  be: 'Гэтая кнопка больш не дзейнічае: запытайце нанова.',
} as const;

let room: Awaited<ReturnType<typeof openAdminChat>>;
beforeAll(async () => {
  room = await openAdminChat();
  await room.ask('/help');
  await room.ask('/help', 'en', OTHER_ADMIN);
});
afterAll(() => room[Symbol.asyncDispose]());

const person = (id: number, language: string) => ({
  id,
  is_bot: false,
  first_name: 'P',
  language_code: language,
});
const privateChat = (id: number) => ({ id, type: 'private', first_name: 'P' });
const group = { id: -1_001, type: 'supergroup', title: 'G' };
let update = 50_000;
const message = (id: number, text: string, language: string): JsonObject => {
  update += 1;
  return { message_id: update, date: 1, chat: privateChat(id), from: person(id, language), text };
};
/** What was asked of the house and what hangs, to be the same before and after. */
const traces = () => [room.house.asked.length, room.house.halt.held.length, room.crew.members.list().length];

test.each(['en', 'ru', 'be'])(
  'no command runs for strangers, anonymous admins, channels, bots, and nothing that is borrowed runs, in %s',
  async language => {
    const before = traces();
    const turnedAway = room.chat.turnedAway();
    const { admin } = room.telegram;
    let tried = 0;
    for (const name of names.filter(known => known !== 'start')) {
      const own = message(admin, `/${name} x`, language);
      const press = {
        id: String(update),
        from: person(STRANGER, language),
        chat_instance: '1',
        data: await room.seal.close(`${name}:yes`, STRANGER),
      };
      const updates: readonly JsonObject[] = [
        { message: message(STRANGER, `/${name} x`, language) },
        { message: { ...own, chat: group } },
        {
          message: {
            ...own,
            chat: group,
            sender_chat: group,
            from: { ...person(1_087_968_824, language), is_bot: true },
          },
        },
        { message: { ...own, sender_chat: { id: -1_002, type: 'channel', title: 'C' } } },
        { channel_post: { ...own, chat: { id: -1_002, type: 'channel', title: 'C' } } },
        {
          message: {
            ...own,
            forward_origin: { type: 'user', sender_user: person(admin, language), date: 1 },
          },
        },
        { message: { ...own, forward_date: 1 } },
        { message: { ...own, via_bot: { id: 9, is_bot: true, first_name: 'B' } } },
        { message: { ...own, from: { ...person(admin, language), is_bot: true } } },
        { edited_message: own },
        { business_message: own },
        { inline_query: { id: '1', from: person(admin, language), query: `/${name}`, offset: '' } },
        { callback_query: { ...press, message: message(STRANGER, 'x', language) } },
        { callback_query: { ...press, from: person(admin, language), message: { ...own, chat: group } } },
        {
          callback_query: {
            ...press,
            from: person(admin, language),
            message: message(OTHER_ADMIN, 'x', language),
          },
        },
        { callback_query: { ...press, from: person(admin, language), inline_message_id: 'i' } },
      ];
      for (const one of updates) {
        update += 1;
        tried += 1;
        room.chat.take({ update_id: update, ...one });
      }
    }
    expect(room.chat.turnedAway() - turnedAway).toBe(tried);
    expect(await room.ask('/nothing_else')).toContain('/nothing_else');
    expect(traces()).toEqual(before);
    expect(room.answers(STRANGER)).toEqual([]);
    expect(room.logged.join('\n')).not.toContain(String(STRANGER));
  },
);

test.each(['en', 'ru', 'be'] as const)(
  'no command runs by a forged button, or by one for somebody else, in %s',
  async language => {
    const before = traces();
    for (const name of names) {
      for (const data of [
        `${name}:yes`,
        `${name}:yesAAAAaaaaaaaa`,
        await room.seal.close(`${name}:yes`, OTHER_ADMIN),
      ]) {
        const query = await room.forge(data, language);
        expect(room.telegram.callbackAnswer(query)).toEqual({ text: VOID[language], alert: true });
      }
    }
    expect(traces()).toEqual(before);
  },
);

test.each(['en', 'ru', 'be'])('every command that is replayed runs once, in %s', async language => {
  const { admin } = room.telegram;
  const updates = names.map(name => {
    const brought = message(admin, `/${name}`, language);
    return { update_id: update, message: brought };
  });
  const done = async (word: string) => {
    await room.ask(`/${word}`);
    // The lines of urgent commands are others.
    await room.ask('/stop');
    await until(() => room.answers(admin).some(({ text }) => text.includes(`/${word}`)));
  };
  for (const one of updates) room.chat.take(one);
  await done(`once_${language}`);
  const before = [room.house.asked.length, room.answers(admin).length];
  for (const one of [...updates, ...updates]) room.chat.take(one);
  await done(`twice_${language}`);
  // What `done` itself asked for and was answered.
  expect([room.house.asked.length, room.answers(admin).length - 2]).toEqual(before);
});
