import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMemberUseCases } from '../../src/campaign/members/member-use-cases.ts';
import type { Role } from '../../src/domain/member.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { openMemberBook } from '../../src/members/open-member-book.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { NOW, OTHER_ADMIN, openAdminChat, STRANGER, until } from './admin-harness.ts';

const HOUR_MS = 3_600_000;
const ANNA = 777_001;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.pool.query('truncate members, invitations'));

/** The chat over the real members' room; `restart` reads it anew. */
async function openRoom() {
  const clock = { time: NOW.getTime(), now: () => new Date(clock.time) };
  const voided: string[] = [];
  const ledger = createLedger(database.kysely());
  const open = async () => {
    const book = await openMemberBook(database.kysely(), [100_000_001, OTHER_ADMIN]);
    return createMemberUseCases({ book, ledger, now: clock.now, voids: [async id => void voided.push(id)] });
  };
  const members = await open();
  const room = await openAdminChat({ members, clock });
  room.telegram.addUser({ id: ANNA, firstName: 'Anna', username: 'anna' });
  const invite = async (role: Role) => {
    const link = /https:\/\/t\.me\/\S+\?start=(\S+)/.exec(await room.ask(`/invite ${role}`));
    return { link: link?.[0] ?? expect.fail('no link'), token: link?.[1] ?? '' };
  };
  const start = (user: number, token: string, language = 'en') => room.ask(`/start ${token}`, language, user);
  /** Anna comes in by a link, and the owner who sent it has heard so. */
  const letIn = async (role: Role) => {
    await start(ANNA, (await invite(role)).token);
    await until(
      () => room.lastAnswer(room.telegram.admin)?.text.startsWith('Anna (777001) is in now') === true,
    );
  };
  const audit = async () =>
    (await ledger.auditTrail(100)).map(({ admin, action, subject, before, after }) =>
      [admin, action, subject, before, after].join(' '),
    );
  return { ...room, clock, members, open, invite, start, letIn, audit, voided, dump: () => dump(database) };
}

/** Every table as text. */
async function dump({ pool }: TestDatabase) {
  const { rows } = await pool.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public'",
  );
  const texts = await Promise.all(
    rows.map(async ({ tablename }) => JSON.stringify((await pool.query(`select * from ${tablename}`)).rows)),
  );
  return texts.join('\n');
}

const texts = {
  en: {
    welcome: 'Welcome: you are in, as editor.',
    told: /^Anna \(777001\) is in now as editor, by an invitation of 100000001\./,
    channel: 'Our channel:\nhttps://t.me/solidarity_en',
  },
  ru: {
    welcome: 'Добро пожаловать! Вы в команде, ваша роль — редактор.',
    told: /^Anna \(777001\) теперь в команде, роль — редактор, по приглашению 100000001\./,
    channel: 'Наш канал:\nhttps://t.me/solidarity_ru',
  },
} as const;

describe.each(['en', 'ru'] as const)('in %s', language => {
  test('an owner invites by a link, who opens it is in, the owners are told, and it works once', async () => {
    await using room = await openRoom();
    await room.ask('/help', language, OTHER_ADMIN);
    const { token } = await room.invite('editor');
    expect(await room.dump()).not.toContain(token);
    expect(await room.start(ANNA, token, language)).toContain(texts[language].welcome);
    await until(() => texts[language].told.test(room.lastAnswer(OTHER_ADMIN)?.text ?? ''));
    expect(room.members.find(String(ANNA))).toEqual({
      id: String(ANNA),
      role: 'editor',
      since: NOW,
      invitedBy: '100000001',
    });
    expect(await room.start(STRANGER, token, language)).toBe(texts[language].channel);
    expect(room.members.find(String(STRANGER))).toBeUndefined();
    // After a restart too; and nothing of names is kept.
    expect((await room.open()).find(String(ANNA))?.role).toBe('editor');
    expect(await room.dump()).not.toMatch(/Anna|555000111222|stranger/i);
    expect((await room.audit()).slice(0, 2)).toEqual([
      '777001 join 777001  editor',
      expect.stringMatching(/^100000001 invite editor {2}open until /),
    ]);
  });

  test('an expired, a used and a guessed link look like a stranger’s /start', async () => {
    await using room = await openRoom();
    const { token } = await room.invite('viewer');
    const { token: used } = await room.invite('viewer');
    await room.start(ANNA, used, language);
    room.clock.time += HOUR_MS;
    const plain = await room.ask('/start', language, STRANGER);
    const buttons = room.lastAnswer(STRANGER)?.buttons;
    for (const wrong of [token, used, 'x', `${token}x`, token.slice(1), 'a'.repeat(64)]) {
      expect(await room.start(STRANGER, wrong, language)).toBe(plain);
      expect(room.lastAnswer(STRANGER)?.buttons).toEqual(buttons);
    }
    expect(plain).toBe(texts[language].channel);
    expect(room.members.list().map(({ id }) => id)).not.toContain(String(STRANGER));
    expect(await room.dump()).not.toContain(String(STRANGER));
    expect(room.logged.join('\n')).not.toContain(String(STRANGER));
  });
});

test('who is taken out is out at once: their buttons, invitations and questions are void, and the others void what is theirs', async () => {
  await using room = await openRoom();
  await room.letIn('owner');
  const sealed = await room.seal.close('stop:', ANNA);
  const theirs = await room.ask('/invite editor', 'en', ANNA);
  const token = /start=(\S+)/.exec(theirs)?.[1] ?? '';
  const message = room.lastAnswer(ANNA)?.id ?? 0;
  expect(await room.ask(`/remove ${ANNA}`)).toMatch(/^777001 is out \(owner\)\./);
  expect(room.voided).toEqual([String(ANNA)]);
  room.telegram.forgePress(ANNA, message, sealed);
  await room.telegram.sendAsUser(ANNA, '/stop');
  expect(await room.start(ANNA, token)).toBe(texts.en.channel);
  expect(await room.start(STRANGER, token)).toBe(texts.en.channel);
  expect(room.house.halt.held).toEqual([]);
  const after = await room.open();
  expect(after.find(String(ANNA))).toBeUndefined();
  expect(after.opens(token)).toBe(false);
  // Let in again, the same person is another one to the old buttons.
  room.clock.time += 60_000;
  await room.letIn('owner');
  const query = await room.forge(sealed, 'en', ANNA);
  expect(room.telegram.callbackAnswer(query)?.text).toMatch(/does not count any more/);
  expect((await room.audit()).filter(line => line.includes(' remove '))).toEqual([
    '100000001 remove 777001 owner ',
  ]);
});

test('the list shows who is in, with names that Telegram says and nobody keeps, and takes out by a button', async () => {
  await using room = await openRoom();
  await room.letIn('approver');
  await room.invite('viewer');
  const list = await room.ask('/remove');
  expect(list).toMatch(
    /Anna @anna \(777001\): approver · since 20 May 2027|Anna @anna \(777001\): approver · since May 20, 2027/,
  );
  expect(list).toMatch(/\(100000001\): owner · by TELEGRAM_ADMINS/);
  expect(list).toMatch(/Open invitations\nviewer, 60 more minutes/);
  expect(
    room
      .lastAnswer(room.telegram.admin)
      ?.buttons.flat()
      .map(({ text }) => text),
  ).toEqual(['Take out 777001']);
  await room.press('Take out 777001');
  await until(() => room.members.find(String(ANNA)) === undefined);
});

test('an owner of the setting goes with the setting alone, and nobody else is known', async () => {
  await using room = await openRoom();
  expect(await room.ask(`/remove ${OTHER_ADMIN}`)).toBe(
    `${OTHER_ADMIN} stands in TELEGRAM_ADMINS: take the id out of that setting and restart the bot.`,
  );
  expect(await room.ask('/remove 42', 'ru')).toBe('Участника 42 нет: список — /members.');
  expect(await room.ask('/remove @anna')).toMatch(/^Say whom by the numeric id/);
  expect(room.members.list()).toHaveLength(2);
});

test('an owner may try the link out without using it up, and a role that is none is explained', async () => {
  await using room = await openRoom();
  const { token } = await room.invite('editor');
  expect(await room.ask(`/start ${token}`)).toMatch(/^You are in already, as owner; the link is still good/);
  expect(room.members.opens(token)).toBe(true);
  expect(await room.ask('/invite boss')).toBe(
    'There is no role “boss”: use one of owner, editor, approver, viewer.',
  );
  expect(await room.ask('/invite редактор', 'ru')).toContain('Ссылка на одного человека, роль — редактор');
  await room.ask('/invite');
  await room.press('viewer');
  await until(() => room.lastAnswer(room.telegram.admin)?.text.includes('A link for one viewer') === true);
});

test('two who open a link at the same moment are one', async () => {
  await using room = await openRoom();
  const { token } = await room.invite('editor');
  await Promise.all([room.start(ANNA, token), room.start(STRANGER, token)]);
  expect(room.members.list()).toHaveLength(3);
});

test('an invitation by somebody who is no owner any more is void after a restart', async () => {
  await using room = await openRoom();
  await room.letIn('owner');
  const { token } = await room.members.invite({ role: 'viewer', admin: String(ANNA) });
  expect((await room.open()).opens(token)).toBe(true);
  await database.pool.query(`delete from members where id = '${ANNA}'`);
  expect((await room.open()).opens(token)).toBe(false);
});

test('strangers who flood /start are answered as far as the bot’s limits go, and admins wait for none of them', async () => {
  await using room = await openRoom();
  await room.ask('/help');
  for (let n = 0; n < 300; n += 1) await room.telegram.sendAsUser(STRANGER, `/start ${n}`);
  expect(await room.ask('/status')).toContain('Networks');
  await until(() => room.chat.turnedAway() === 300);
  await until(() => room.answers(STRANGER).length === 20);
  await room.telegram.sendAsUser(STRANGER, '/start');
  await room.ask('/status');
  expect(room.answers(STRANGER)).toHaveLength(20);
  expect(room.lastAnswer(STRANGER)?.buttons).toEqual([
    [{ text: 'Open the channel', url: 'https://t.me/solidarity_en' }],
    [{ text: 'Русский', url: 'https://t.me/solidarity_ru' }],
  ]);
});
