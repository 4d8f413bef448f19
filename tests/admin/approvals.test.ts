import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignFiles } from '../campaign/sample-files.ts';
import { until } from './admin-harness.ts';
import { type ChatOnStage, openChatOnStage, PEOPLE, type Person, STRANGER, TEAM } from './chat-on-stage.ts';

const POST = 'sample/note';
const HOUR_MS = 3_600_000;

const needing = (approvals: number, texts = {}) => {
  const files = campaignFiles('', texts);
  const yaml = String(files['sample/campaign.yaml']).replace(
    'lateBy: 30d',
    `lateBy: 6h\napprovals: ${approvals}`,
  );
  return { ...files, 'sample/campaign.yaml': yaml };
};

const WORDS = {
  en: {
    approve: 'Approve',
    reject: 'Reject',
    asked: 'Let “Note” go out?',
    counted: /You have approved “Note” \(1 of 2\)/,
    complete: /You have approved “Note” \(2 of 2\)/,
    spread: /Approver has approved \(1 of 2\)/,
    waits: 'waits for approval (1 of 2)',
    own: 'You wrote, scheduled or changed this post yourself',
    over: 'There is nothing to approve here any more',
    why: /Why is “Note” rejected/,
    figures: 'Figures\nwomen in custody: 198 (2024-03-26) — example.org',
  },
  ru: {
    approve: 'Одобрить',
    reject: 'Отклонить',
    asked: 'Выпустить «Заметка»?',
    counted: /Вы одобрили «Заметка» \(1 из 2\)/,
    complete: /Вы одобрили «Заметка» \(2 из 2\)/,
    spread: /одобряет Approver \(1 из 2\)/,
    waits: 'ждёт одобрения (1 из 2)',
    own: 'Этот пост написали, назначили или изменили вы сами',
    over: 'Одобрять здесь больше нечего',
    why: /Почему «Заметка» отклонён/,
    figures: 'Числа\n',
  },
} as const;
type Language = keyof typeof WORDS;

/** Everybody has said something in this language, so that they are told in it, at any hour. */
async function speak(room: ChatOnStage, language: Language) {
  for (const person of PEOPLE) await room.ask(person, '/quiet off', language);
}

async function schedule(room: ChatOnStage, inHours = 48, admin: Person = 'editor') {
  // An occurrence has the name of its second.
  room.clock.turn(60_000);
  const at = new Date(room.clock.now().getTime() + inHours * HOUR_MS);
  const { occurrence } = await room.useCases.schedule({ post: POST, at, admin: String(TEAM[admin]) });
  return occurrence;
}

const states = async (room: ChatOnStage, occurrence: string) => [
  ...new Set((await room.house.ledger.list({ post: POST, occurrence })).map(({ state }) => state)),
];
const published = (room: ChatOnStage) => room.timeline('x').length + room.timeline('mastodon').length;

function pushForwarded(room: ChatOnStage, user: number, text: string) {
  const from = { id: user, is_bot: false, first_name: 'Approver' };
  const chat = { id: user, type: 'private', first_name: 'Approver' };
  const origin = { type: 'user', sender_user: from, date: 1 };
  room.telegram.pushUpdate({
    message: { message_id: 9_999, from, chat, date: 1, text, forward_origin: origin },
  });
}

describe.each(['en', 'ru'] as const)('two pairs of eyes, in %s', language => {
  const words = WORDS[language];
  let room: ChatOnStage;
  beforeAll(async () => {
    room = await openChatOnStage(needing(2));
    await speak(room, language);
  });
  afterAll(() => room[Symbol.asyncDispose]());

  test('those who may approve are shown what goes out, and it goes out after two others said so', async () => {
    const occurrence = await schedule(room, 1, 'owner');
    await room.tell();
    for (const person of ['otherOwner', 'approver', 'otherApprover'] as const) {
      expect(room.last(person)?.text).toContain(words.asked);
      expect(room.labels(person).slice(0, 2)).toEqual([words.approve, words.reject]);
      const shown = room
        .messages(person)
        .map(({ text }) => text)
        .join('\n');
      for (const network of ['telegram', 'bluesky', 'mastodon', 'x'])
        expect(shown).toContain(`${network} · ru`);
      expect(shown).toContain('They sit in cold cells.');
      expect(shown).toContain('Они сидят в холоде.');
    }
    for (const person of ['editor', 'viewer', 'owner'] as const) {
      expect(room.labels(person)).not.toContain(words.approve);
    }
    expect(await room.press('approver', words.approve, language)).toMatch(words.counted);
    await until(() => words.spread.test(room.last('otherOwner')?.text ?? ''));
    expect(room.labels('otherOwner')).toContain(words.approve);
    expect(await room.ask('viewer', '/queue', language)).toContain(words.waits);
    await room.sweep();
    expect(await states(room, occurrence)).toEqual(['held']);
    expect(await room.press('otherOwner', words.approve, language)).toMatch(words.complete);
    await until(() => !room.labels('otherApprover').includes(words.approve));
    await room.sweep();
    expect(await states(room, occurrence)).toEqual(['scheduled']);
    const before = published(room);
    await room.deliverAll();
    expect(await states(room, occurrence)).toEqual(['published']);
    expect(published(room)).toBeGreaterThan(before);
    expect(await room.audit()).toEqual(
      expect.arrayContaining([
        `${TEAM.approver} approve ${POST}/${occurrence}`,
        `${TEAM.otherOwner} approve ${POST}/${occurrence}`,
      ]),
    );
  });

  test('after a restart of the bot the others still see who approved', async () => {
    await schedule(room, 2, 'owner');
    await room.tell();
    await room.restart();
    await room.press('approver', words.approve, language);
    await until(() => words.spread.test(room.last('otherOwner')?.text ?? ''));
    await room.restart();
    await room.press('otherOwner', words.approve, language);
    await until(() => !room.labels('otherApprover').includes(words.approve));
  });

  test('a rejection with its reason calls the post off, and its writer reads why', async () => {
    const occurrence = await schedule(room);
    await room.tell();
    expect(await room.press('approver', words.reject, language)).toMatch(words.why);
    expect(await room.ask('approver', 'The number is wrong.', language)).toContain('The number is wrong.');
    await until(() => room.last('otherOwner')?.text.includes('The number is wrong.') === true);
    expect(await states(room, occurrence)).toEqual(['cancelled']);
    await room.tell();
    expect(room.messages('editor').some(({ text }) => text.includes('The number is wrong.'))).toBe(true);
    expect(await room.press('approver', words.approve, language).catch(() => words.over)).toContain(
      words.over,
    );
    expect(await room.audit()).toContain(`${TEAM.approver} reject ${POST}/${occurrence}`);
  });

  test('who wrote it, who may not, and who is nobody cannot approve', async () => {
    const occurrence = await schedule(room, 48, 'owner');
    await room.tell();
    const [request] = await room.useCases.approvals.open();
    const key = request?.hash.slice(0, 20) ?? '';
    expect(await room.ask('owner', `/approve ${key}`, language)).toContain(words.own);
    for (const person of ['editor', 'viewer'] as const) {
      for (const command of ['approve', 'reject']) {
        expect(await room.ask(person, `/${command} ${key}`, language)).toContain(
          language === 'en' ? 'You may not do that' : 'Это вам недоступно',
        );
      }
    }
    const message = room.last('approver');
    const data = message?.buttons.flat()[0]?.data ?? '';
    room.telegram.sendAsUser(STRANGER, `/approve ${key}`);
    pushForwarded(room, TEAM.approver, `/approve ${key}`);
    // A button is its owner's: the others may approve, but not with it.
    for (const id of [...Object.values(TEAM), STRANGER]) {
      if (id !== TEAM.approver) room.telegram.forgePress(id, 1, data, language);
    }
    expect(await room.ask('approver', '/approve 0123456789abcdef0123', language)).toContain(words.over);
    expect((await room.useCases.approvals.open())[0]?.answers).toEqual([]);
    await room.useCases.cancel({ subject: `${POST}/${occurrence}`, admin: String(TEAM.owner) });
  });
});

describe('an approval', () => {
  let room: ChatOnStage;
  beforeAll(async () => {
    room = await openChatOnStage(needing(1));
    await speak(room, 'en');
  });
  afterAll(() => room[Symbol.asyncDispose]());

  test('counts no more after a change: everybody is asked anew, and the old button says so', async () => {
    const occurrence = await schedule(room);
    await room.tell();
    const { id = 0, buttons = [] } = room.last('approver') ?? {};
    const old = buttons.flat()[0]?.data ?? '';
    await room.press('approver', 'Approve');
    const [delivery] = await room.house.ledger.list({ post: POST, occurrence, network: 'x' });
    const record = await room.house.ledger.read(delivery?.id ?? '');
    const parts = (record?.parts ?? []).map(({ part }) => ({ ...part, text: 'Smuggled in.' }));
    await room.house.amendments.redraft(delivery?.id ?? '', { parts });
    await room.sweep();
    expect(new Set(await states(room, occurrence))).toEqual(new Set(['held']));
    room.telegram.forgePress(TEAM.approver, id, old);
    await until(() => room.messages('approver').some(({ text }) => text.includes('nothing to approve')));
    await room.tell();
    const shown = room
      .messages('approver')
      .map(({ text }) => text)
      .join('\n');
    expect(shown).toContain('Smuggled in.');
    expect(room.labels('approver')).toContain('Approve');
    await room.useCases.cancel({ subject: POST, admin: String(TEAM.owner) });
  });

  test('that never came: the time passes, everybody is told, it is missed, and nothing goes out later', async () => {
    const occurrence = await schedule(room, 2);
    await room.tell();
    const before = published(room);
    room.clock.turn(2 * HOUR_MS);
    await room.tell();
    expect(room.last('editor')?.text).toContain('has come');
    expect(room.last('approver')?.text).toContain('has come');
    expect(room.messages('viewer').some(({ text }) => text.includes('has come'))).toBe(false);
    room.clock.turn(7 * HOUR_MS);
    await room.sweep();
    expect(await states(room, occurrence)).toEqual(['missed']);
    expect(await room.press('approver', 'Approve')).toContain('nothing to approve');
    await room.deliverAll();
    expect(published(room)).toBe(before);
    await room.tell();
    expect(room.labels('editor')).toContain('Send now');
    await room.press('editor', 'Call it off');
  });

  test('by who was taken out counts no more', async () => {
    const occurrence = await schedule(room);
    await room.tell();
    await room.press('approver', 'Approve');
    await room.sweep();
    expect(await states(room, occurrence)).toEqual(['scheduled']);
    await room.ask('owner', `/remove ${TEAM.approver}`);
    await room.sweep();
    expect(await states(room, occurrence)).toEqual(['held']);
    await room.tell();
    expect(room.labels('otherApprover')).toContain('Approve');
    await room.useCases.cancel({ subject: POST, admin: String(TEAM.owner) });
  });
});
