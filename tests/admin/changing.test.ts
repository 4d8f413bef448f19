import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHaltUseCases } from '../../src/campaign/halt/create-halt-use-cases.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { until } from './admin-harness.ts';
import { type ChatOnStage, openChatOnStage, PEOPLE, type Person, STRANGER, TEAM } from './chat-on-stage.ts';

const POST = 'sample/note';
const HOUR_MS = 3_600_000;

const files = (more = '') => {
  const all = campaignFiles();
  const yaml = String(all['sample/campaign.yaml']).replace('lateBy: 30d', `lateBy: 6h\nminGap: 30m${more}`);
  return { ...all, 'sample/campaign.yaml': yaml };
};

const WORDS = {
  en: {
    title: 'Note',
    which: 'Which post?',
    own: 'Write it in your own words',
    when: 'tomorrow at 9',
    sure: /^Plan “Note” for .+09:00 \(Europe\/Minsk\)\?/,
    yes: 'Plan it',
    done: /^Planned: Note, .+09:00/,
    near: 'Close to it in the same places',
    unclear: 'is no time that I understand',
    move: {
      which: 'What shall have another time?',
      sure: /^Move “Note” to .+10:00/,
      yes: 'Move it',
      done: /goes out .+10:00/,
    },
    cancel: {
      sure: 'Call this off? It is 8 deliveries',
      changed: 'It has changed',
      yes: 'Yes, call it off',
      keep: 'Keep it',
      kept: 'Nothing was called off',
      nothing: 'Nothing that waits',
    },
    cancelled: 'Called off: 8 deliveries.',
    withdraw: {
      which: 'What shall be taken down?',
      sure: 'everywhere, for good?',
      yes: 'Yes, take it down',
      done: /withdrawn\n\ntaken down: /,
    },
    correct: { which: 'What shall be corrected?', yes: 'Edit, or reply', done: 'Correction of “Note”' },
    edit: {
      which: 'What shall say something else?',
      yes: 'Take over the new text',
      done: 'not out yet, has the new text',
    },
    missed: { move: 'Another time' },
    refused: 'You may not do that',
  },
  ru: {
    title: 'Заметка',
    which: 'Какой пост?',
    own: 'Напишите своими словами',
    when: 'завтра в 9',
    sure: /^Назначить «Заметка» на .+09:00 \(Europe\/Minsk\)\?/,
    yes: 'Назначить',
    done: /^Назначено: Заметка, .+09:00/,
    near: 'Рядом в тех же местах',
    unclear: 'Не понимаю время',
    move: {
      which: 'Чему дать другое время?',
      sure: /^Перенести «Заметка» на .+10:00/,
      yes: 'Перенести',
      done: /выйдет .+10:00/,
    },
    cancel: {
      sure: 'Отменить это? Здесь 8 отправок',
      changed: 'что-то изменилось',
      yes: 'Да, отменить',
      keep: 'Оставить',
      kept: 'Ничего не отменено',
      nothing: 'Среди того, что ждёт, нет',
    },
    cancelled: 'Отменено 8 отправок.',
    withdraw: { which: 'Что снять?', sure: 'отовсюду, насовсем?', yes: 'Да, снять', done: /снят\n\nснято: / },
    correct: { which: 'Что исправить?', yes: 'Править или ответить', done: 'Исправление поста «Заметка»' },
    edit: { which: 'Какой пост изменить?', yes: 'Взять новый текст', done: 'ещё не вышло, текст новый' },
    missed: { move: 'Другое время' },
    refused: 'Это вам недоступно',
  },
} as const;

const COMMANDS = ['schedule', 'edit', 'move', 'cancel', 'correct', 'withdraw'] as const;

async function speak(room: ChatOnStage, language: string) {
  for (const person of PEOPLE) await room.ask(person, '/quiet off', language);
}

const waiting = (room: ChatOnStage) => room.house.ledger.list({ states: ['planned', 'scheduled', 'held'] });

/** The newest button whose text contains this. */
async function tap(room: ChatOnStage, person: Person, part: string, language: string): Promise<string> {
  const label = room.labels(person).find(text => text.includes(part));
  return room.press(person, label ?? `(none of ${room.labels(person).join(', ')} has ${part})`, language);
}

describe.each(['en', 'ru'] as const)('changing what is planned and out, in %s', language => {
  const words = WORDS[language];
  let room: ChatOnStage;
  beforeAll(async () => {
    room = await openChatOnStage(files());
    await speak(room, language);
  });
  afterAll(() => room[Symbol.asyncDispose]());
  const ask = (text: string, person: Person = 'editor') => room.ask(person, text, language);
  const press = (label: string) => room.press('editor', label, language);

  test('schedule: post by a tap, time in free words, shown back, planned by a button; what is near is pointed out', async () => {
    expect(await ask('/schedule')).toContain(words.which);
    expect(await press(words.title)).toContain(words.own);
    expect(await ask(words.when)).toMatch(words.sure);
    expect(await waiting(room)).toEqual([]);
    expect(await press(words.yes)).toMatch(words.done);
    expect(await waiting(room)).toHaveLength(8);
    const [{ dueAt } = { dueAt: new Date(0) }] = await waiting(room);
    expect(dueAt.toISOString().slice(11, 16)).toBe('06:00');
    const near = new Date(dueAt.getTime() + 10 * 60_000).toISOString().slice(0, 19);
    expect(await ask(`/schedule ${POST} ${near}Z`)).toContain(words.near);
    expect(await ask(`/schedule ${POST} some day`)).toContain(words.unclear);
    expect(await waiting(room)).toHaveLength(8);
  });

  test('move and edit: chosen by a tap, done by a button', async () => {
    expect(await ask('/move')).toContain(words.move.which);
    await tap(room, 'editor', words.title, language);
    expect(await ask(words.when.replace('9', '10'))).toMatch(words.move.sure);
    expect(await press(words.move.yes)).toMatch(words.move.done);
    const due = new Set((await waiting(room)).map(({ dueAt }) => dueAt.toISOString().slice(11, 16)));
    expect([...due]).toEqual(['07:00']);
    expect(await ask('/edit')).toContain(words.edit.which);
    await tap(room, 'editor', words.title, language);
    expect(await press(words.edit.yes)).toContain(words.edit.done);
  });

  test('cancel: chosen by a tap, kept by a button, shown anew where it changed, called off once', async () => {
    await ask('/cancel');
    const shown = await tap(room, 'editor', words.title, language);
    expect(shown).toContain(words.cancel.sure);
    for (const { place, dueAt } of await waiting(room)) {
      expect(shown).toContain(place);
      expect(dueAt.toISOString().slice(11, 16)).toBe('07:00');
    }
    expect(shown).toContain('10:00');
    expect(await press(words.cancel.keep)).toContain(words.cancel.kept);
    expect(room.labels('editor')).not.toContain(words.cancel.yes);
    expect(await waiting(room)).toHaveLength(8);
    const [{ post, occurrence, dueAt } = expect.fail('nothing waits')] = await waiting(room);
    const subject = `${post}/${occurrence}`;
    // A word that somebody types confirms nothing.
    expect(await ask(`/cancel ${subject} yes`)).toContain(words.cancel.sure);
    const later = new Date(dueAt.getTime() + HOUR_MS);
    await room.useCases.moves.move({ subject, at: later, admin: String(TEAM.owner) });
    expect(await press(words.cancel.yes)).toContain(words.cancel.changed);
    expect(await waiting(room)).toHaveLength(8);
    const message = room.last('editor');
    const data = message?.buttons.flat().find(({ text }) => text === words.cancel.yes)?.data ?? '';
    for (const person of PEOPLE.filter(one => one !== 'editor')) {
      room.telegram.forgePress(TEAM[person], room.last(person)?.id ?? 0, data, language);
    }
    room.telegram.sendAsUser(STRANGER, `/cancel ${subject}`);
    room.telegram.forgePress(STRANGER, 1, data, language);
    for (const person of ['approver', 'viewer'] as const) {
      expect(await ask(`/cancel ${subject}`, person)).toContain(words.refused);
    }
    expect(await waiting(room)).toHaveLength(8);
    expect(await press(words.cancel.yes)).toContain(words.cancelled);
    expect(room.labels('editor')).toEqual([]);
    expect(await waiting(room)).toEqual([]);
    room.telegram.forgePress(TEAM.editor, message?.id ?? 0, data, language);
    await until(() => room.messages('editor').some(({ text }) => text.includes(words.cancel.nothing)));
    expect((await room.audit()).filter(line => line.startsWith(`${TEAM.editor} cancel `))).toHaveLength(1);
  });

  test('correct and withdraw: what is out, after a button said so', async () => {
    room.clock.turn(60_000);
    await room.useCases.schedule({ post: POST, at: room.clock.now(), admin: String(TEAM.editor) });
    await room.deliverAll();
    const before = room.timeline('telegram').length;
    expect(before).toBeGreaterThan(0);
    expect(await ask('/correct')).toContain(words.correct.which);
    await tap(room, 'editor', words.title, language);
    expect(await press(words.correct.yes)).toContain(words.correct.done);
    expect(await ask('/withdraw')).toContain(words.withdraw.which);
    expect(await tap(room, 'editor', words.title, language)).toContain(words.withdraw.sure);
    expect(room.timeline('telegram')).toHaveLength(before);
    expect(await press(words.withdraw.yes)).toMatch(words.withdraw.done);
    expect(
      room.timeline('telegram').filter(({ text }) => text.includes('cold') || text.includes('холод')),
    ).toEqual([]);
    expect((await room.audit()).join()).toContain(`${TEAM.editor} withdraw ${POST}`);
  });

  test('a missed post gets another time in free words', async () => {
    room.clock.turn(60_000);
    await room.useCases.schedule({ post: POST, at: room.clock.now(), admin: String(TEAM.editor) });
    room.clock.turn(7 * HOUR_MS);
    await room.deliverAll();
    await room.tell();
    await press(words.missed.move);
    await ask(words.when.replace('9', '10'));
    expect(await press(words.move.yes)).toMatch(words.move.done);
    expect(new Set((await waiting(room)).map(({ state }) => state))).toEqual(new Set(['scheduled']));
    await room.useCases.cancel({ subject: POST, admin: String(TEAM.editor) });
  });

  test('nobody else may', async () => {
    for (const person of ['approver', 'viewer'] as const) {
      for (const command of COMMANDS)
        expect(await ask(`/${command} ${POST}`, person)).toContain(words.refused);
    }
    for (const command of COMMANDS) {
      room.telegram.sendAsUser(STRANGER, `/${command} ${POST} +1h yes`);
      room.telegram.forgePress(TEAM.editor, 1, `${command}:${POST} +1h yes`, language);
    }
    await ask('/help');
    expect(room.telegram.chat(STRANGER).filter(({ from }) => from === 'bot')).toEqual([]);
    expect(await waiting(room)).toEqual([]);
  });
});

describe('where two have to approve', () => {
  let room: ChatOnStage;
  beforeAll(async () => {
    room = await openChatOnStage(files('\napprovals: 2'));
    await speak(room, 'en');
  });
  afterAll(() => room[Symbol.asyncDispose]());
  const isStopped = async () => (await room.house.ledger.holds()).length > 0;

  test('two different owners let everything go on; the word of the first lapses', async () => {
    await room.hears('approver', '/stop', 'Everything is stopped');
    await room.hears('editor', '/resume', 'You may not do that');
    await room.hears('owner', '/resume', 'Another owner has to confirm it within 15 minutes');
    await room.hears('owner', '/resume', 'Another owner has to confirm');
    room.clock.turn(16 * 60_000);
    await room.hears('otherOwner', '/resume', 'Another owner has to confirm');
    expect(await isStopped()).toBe(true);
    await until(() => room.labels('owner').includes('Let everything go on'));
    await room.press('owner', 'Let everything go on');
    await expect.poll(isStopped).toBe(false);
    await room.hears('approver', '/stop', 'Everything is stopped');
    await room.hears('otherOwner', '/resume', 'Another owner has to confirm');
    await room.ask('owner', '/resume x');
    expect(await isStopped()).toBe(true);
  });
});

test('a stop in the middle of a resume holds', async () => {
  await using room = await openChatOnStage(files('\napprovals: 2'));
  const { approvals } = room.house;
  if (approvals === undefined) return expect.fail('nothing has to be approved here');
  let stopping: Promise<unknown> | undefined;
  const halt = createHaltUseCases({
    ...room.house,
    approvals: {
      ...approvals,
      async confirm(...given) {
        const owners = await approvals.confirm(...given);
        if (owners.length === 2) stopping = halt.stop({ admin: String(TEAM.approver) });
        // As long as a stop takes that waits for nothing.
        await Promise.race([stopping, sleep(200)]);
        return owners;
      },
    },
  });
  await halt.stop({ admin: String(TEAM.editor) });
  for (const owner of [TEAM.owner, TEAM.otherOwner]) await halt.resume({ admin: String(owner) });
  await stopping;
  expect(await room.house.ledger.holds()).toMatchObject([{ scope: 'all', kind: 'stop' }]);
});

test('who called a post off is named there, and never in the ledger', async () => {
  await using room = await openChatOnStage(files());
  await room.ask('editor', '/help');
  const at = new Date(room.clock.now().getTime() + HOUR_MS);
  const { occurrence } = await room.useCases.schedule({ post: POST, at, admin: String(TEAM.editor) });
  await room.useCases.cancel({ subject: `${POST}/${occurrence}`, admin: String(TEAM.editor) });
  expect(await room.ask('owner', `/history ${POST}/${occurrence}`)).toContain('cancelled by Editor');
  const notes = (await room.house.ledger.list({ post: POST })).map(({ note }) => note);
  expect(new Set(notes)).toEqual(new Set([`cancelled by ${TEAM.editor}`]));
});
