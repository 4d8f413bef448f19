import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HouseOnStage, openHouseOnStage } from '../campaign/house-on-stage.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { ladenJpeg, ladenPng } from '../media/laden-pictures.ts';
import { type openAdminChat as Open, openAdminChat, STRANGER, until } from './admin-harness.ts';

let stage: HouseOnStage;
let room: Awaited<ReturnType<typeof Open>>;

beforeAll(async () => {
  stage = await openHouseOnStage({ files: campaignFiles() });
  room = await openAdminChat({ useCases: stage.useCases, clock: stage.clock });
});
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

/** Presses and waits until the message, or one after it, says what it shall. */
async function press(label: string, then: string, language = 'en', user = room.telegram.admin) {
  const { message } = await room.press(label, language, user);
  const said = () => room.answers(user).findLast(({ id, text }) => id >= message && text.includes(then));
  await until(() => said() !== undefined);
  return said();
}

async function sendFile(file: Uint8Array, type: string, name: string, user = room.telegram.admin) {
  const before = room.answers(user).length;
  await room.telegram.sendFileAsUser(user, { bytes: file, type, name }, '', { language: 'en' });
  await until(() => room.answers(user).length > before);
  return room.lastAnswer(user)?.text ?? '';
}

const WORDS = {
  en: {
    scratch: 'From scratch',
    texts: ['Write the text in English.', 'Write the text in Russian.', 'Any pictures or a video?'],
    alts: [
      'Picture 1 of 2: what does it show, in English?',
      'Picture 1 of 2: what does it show, in Russian?',
    ],
    there: '2 pictures are in the post.',
    next: 'Go on ›',
    places: 'Where shall it go?',
    time: 'When shall it go out?',
    words: 'tomorrow at 9:00',
    understood: 'Understood: ',
    tags: 'Which hashtags?',
    send: 'Plan it',
    planned: 'Planned: Write to them today.',
  },
  ru: {
    scratch: 'С чистого листа',
    texts: ['Напишите текст по-английски.', 'Напишите текст по-русски.', 'Нужны картинки или видео?'],
    alts: [
      'Картинка 1 из 2: что на ней? Напишите по-английски.',
      'Картинка 1 из 2: что на ней? Напишите по-русски.',
    ],
    there: 'В посте 2 картинки.',
    next: 'Дальше ›',
    places: 'Куда отправить?',
    time: 'Когда отправить?',
    words: 'завтра в 9:00',
    understood: 'Понято: ',
    tags: 'Какие хештеги?',
    send: 'Запланировать',
    planned: 'Запланировано: Пишите им сегодня.',
  },
} as const;

describe.each(['en', 'ru'] as const)('/new in %s', language => {
  test('leads through a post with an album to everything that is published', async () => {
    const say = WORDS[language];
    const user = room.telegram.admin;
    await room.ask('/new', language);
    await press(say.scratch, say.texts[0], language);
    const before = room.answers(user).length;
    room.telegram.sendAsUser(user, 'Write to them today. Read how: here', {
      language,
      entities: [
        { type: 'bold', offset: 0, length: 5 },
        { type: 'text_link', offset: 31, length: 4, url: 'https://example.org/letters' },
      ],
    });
    await until(() => room.answers(user).length > before);
    expect(room.lastAnswer(user)?.text).toContain(say.texts[1]);
    expect(await room.ask('**Пишите** им сегодня.', language)).toContain(say.texts[2]);

    const sent = room.answers(user).length;
    const files = await Promise.all(
      [400, 420].map(async width => ({
        bytes: await ladenJpeg({ width, height: 300 }),
        name: 'IMG_1.jpg',
        type: 'image/jpeg',
      })),
    );
    await room.telegram.sendAlbumAsUser(user, files, '', { language });
    await until(() => room.lastAnswer(user)?.text.includes(say.alts[0]) === true);
    // One answer for all of them.
    expect(room.answers(user)).toHaveLength(sent + 1);
    expect(await room.ask('A woman at a window', language)).toContain(say.alts[1]);
    await room.ask('Женщина у окна', language);
    await room.ask('A letter', language);
    expect(await room.ask('Письмо', language)).toContain(say.there);

    await press(say.next, say.places, language);
    await press('✅ X · Русский', '', language);
    await until(
      () =>
        room
          .lastAnswer(user)
          ?.buttons.flat()
          .some(({ text }) => text === '⬜ X · Русский') === true,
    );
    await press('⬜ X · Русский', '', language);
    await until(
      () =>
        room
          .lastAnswer(user)
          ?.buttons.flat()
          .some(({ text }) => text === '✅ X · Русский') === true,
    );
    await press(say.next, say.time, language);
    const understood = await room.ask(say.words, language);
    expect(understood).toContain(say.understood);
    expect(understood).toContain('(Europe/Minsk)');
    expect(understood).toContain(say.tags);

    // A command in between works, and the post stays.
    expect(await room.ask('/status', language)).not.toBe('');
    const preview = await press(say.next, 'Mastodon · Русский', language);
    expect(preview?.text).toContain('Женщина у окна');
    const shown = room.telegram.chat(user).filter(({ file, from }) => from === 'bot' && file !== undefined);
    expect(shown.at(-1)?.file?.type).toBe('image/png');
    await press(say.send, say.planned, language);
    await stage.deliverAll();
    for (const network of ['telegram', 'bluesky', 'mastodon', 'x']) {
      const posts = stage.timeline(network).slice(-2);
      expect(
        posts.map(({ text }) => /^(Write|Пишите)/.test(text)),
        network,
      ).toEqual([true, true]);
      expect(
        posts.map(({ media }) => media.length),
        network,
      ).toEqual([2, 2]);
    }
    expect(stage.timeline('telegram').at(-2)?.marks).toEqual(
      expect.arrayContaining([
        { kind: 'bold', start: 0, end: 5 },
        { kind: 'link', start: 31, end: 35, url: 'https://example.org/letters' },
      ]),
    );
  });
});

test('what was written is opened again, and changed where it is out', async () => {
  await press('Изменить', 'Mastodon · English', 'ru');
  await press('Text: English'.replace('Text', 'Текст'), 'Напишите текст по-английски.', 'ru');
  await room.ask('Write to them tomorrow.', 'ru');
  await press('Посмотреть ›', 'Mastodon · English', 'ru');
  await press('Изменить везде', 'Изменено в', 'ru');
  expect(stage.timeline('mastodon').findLast(({ language }) => language === 'en')?.text).toMatch(
    /^Write to them tomorrow\./,
  );
  expect(await stage.house.writing.manuscript(String(room.telegram.admin))).toBeUndefined();
});

test('/edit opens what was written as its button does, and throws nothing away for it', async () => {
  const user = room.telegram.admin;
  const { campaign, definition } = stage.house.written.all().at(-1) ?? expect.fail('no post');
  const post = `${campaign}/${definition.name}`;
  // The picture comes before the words.
  await room.telegram.sendAsUser(user, `/edit ${post}`, { language: 'en' });
  await until(() => room.lastAnswer(user)?.text.includes('Mastodon · English') === true);
  expect(await room.ask(`/edit ${post}`)).toMatch(/^You are writing a post already/);
  await stage.house.writing.drop(String(user));
});

describe('says what cannot be, in plain words, and asks again', () => {
  test('for files', async () => {
    await room.ask('/new');
    await press('From scratch', 'Write the text in English.');
    expect(await sendFile(await ladenPng(), 'image/png', 'a.png')).toMatch(
      /^Pictures come after the text.*\n\nWrite the text in English/,
    );
    await room.ask('One.');
    await room.ask('Раз.');
    expect(await sendFile(Buffer.from('%PDF-1.7'), 'application/pdf', 'a.pdf')).toMatch(
      /^This is no picture or video.*\n\nAny pictures/,
    );
    expect(await sendFile((await ladenJpeg()).subarray(0, 900), 'application/x', 'a.jpg')).toMatch(
      /^This picture is damaged, cut short/,
    );
    expect(await sendFile(new Uint8Array(21 * 1024 * 1024).fill(7), 'application/x', 'a.jpg')).toMatch(
      /^This file is too large: 20 MB is the most/,
    );
    // A picture may come as a document, with everything that a camera leaves in it.
    const file = { bytes: await ladenJpeg(), type: 'image/jpeg', name: 'me.jpg', asDocument: true } as const;
    await room.telegram.sendFileAsUser(room.telegram.admin, file, '', { language: 'en' });
    await until(() => room.lastAnswer(room.telegram.admin)?.text.includes('Picture 1 of 1') === true);
    expect(await room.ask('x'.repeat(1001))).toMatch(/^That has 1001 characters, and 1000 is the most/);
  });

  test('for times and words where a button is awaited', async () => {
    await room.ask('A window');
    await room.ask('Окно');
    await press('Go on ›', 'Where shall it go?');
    expect(await room.ask('everywhere')).toMatch(/^I am waiting for a button here/);
    await press('Go on ›', 'When shall it go out?');
    expect(await room.ask('when the cows come home')).toMatch(
      /is no time that I understand.*\n\nWhen shall/s,
    );
    await press('‹ Back', 'Where shall it go?');
  });

  test('and throws nothing away unasked', async () => {
    expect(await room.ask('/new')).toMatch(/^You are writing a post already/);
    await press('Go on writing', 'Where shall it go?');
    await press('Throw away', 'Throw this post away?');
    await press('Yes, throw it away', 'Nothing of it is kept.');
    expect(await room.ask('more words')).toBe('I understand commands only: /help lists them.');
    expect(await stage.house.writing.filesWithoutManuscript()).toEqual([]);
  });
});

test('two who write at the same time do not mix', async () => {
  const editor = room.join('editor');
  await room.ask('/new', 'en', editor);
  await press('From scratch', 'Write the text in English.', 'en', editor);
  await room.ask('/new');
  await press('From scratch', 'Write the text in English.');
  await Promise.all([room.ask('Of the owner.'), room.ask('Of the editor.', 'en', editor)]);
  const texts = async (user: number) =>
    (await stage.house.writing.manuscript(String(user)))?.texts.en?.flatMap(one =>
      one.kind === 'paragraph' ? one.segments : [],
    );
  expect(await texts(editor)).toEqual([{ kind: 'text', text: 'Of the editor.' }]);
  expect(await texts(room.telegram.admin)).toEqual([{ kind: 'text', text: 'Of the owner.' }]);
});

test.each(['viewer', 'approver'] as const)('a %s may not write', async role => {
  const user = room.join(role);
  expect(await room.ask('/new', 'en', user)).toContain('owner, editor');
  expect(await room.ask('Some text', 'en', user)).toBe('I understand commands only: /help lists them.');
  expect(await stage.house.writing.manuscript(String(user))).toBeUndefined();
});

test('a stranger, and a button of somebody else, come to nothing', async () => {
  room.telegram.sendAsUser(STRANGER, '/new');
  room.telegram.sendAsUser(STRANGER, 'A text');
  const manuscript = await stage.house.writing.manuscript(String(room.telegram.admin));
  const editor = room.join('editor');
  await room.ask('/help', 'en', editor);
  await room.pressAnything(`new:${manuscript?.id} gone`, 'en', editor);
  await room.forge(`new:${manuscript?.id} gone`);
  expect(await stage.house.writing.manuscript(String(room.telegram.admin))).toEqual(manuscript);
  expect(await stage.house.writing.manuscript(String(STRANGER))).toBeUndefined();
  expect(room.answers(STRANGER)).toEqual([]);
});
