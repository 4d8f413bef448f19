import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLockdownUseCases } from '../../src/campaign/lockdown/lockdown-use-cases.ts';
import { createMemberUseCases } from '../../src/campaign/members/member-use-cases.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { openMemberBook } from '../../src/members/open-member-book.ts';
import { createBluesky } from '../../src/networks/bluesky/create-bluesky.ts';
import { createBlueskySandbox } from '../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createKeepsakes } from '../../src/storage/create-keepsakes.ts';
import { dropKeepsakes } from '../../src/storage/drop-keepsakes.ts';
import { createLockProof } from '../../src/storage/lock-proof.ts';
import { openLock } from '../../src/wiring/open-lock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { NOW, OTHER_ADMIN, openAdminChat, STRANGER, until } from './admin-harness.ts';

const SECRET_KEY = 'a phrase that only the owners know';
const OWNER = 100_000_001;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.pool.query('truncate holds, members, invitations, keepsakes'));

/** The chat over the real lock; `secretKey` is what the bot runs with. */
async function openRoom(key = SECRET_KEY) {
  const secretKey = key === '' ? undefined : key;
  const voided: string[] = [];
  const clock = { now: () => NOW };
  const ledger = createLedger(database.kysely());
  const book = await openMemberBook(database.kysely(), [OWNER, OTHER_ADMIN]);
  const voids = [async (id: string) => void voided.push(id)];
  const keepsakes = createKeepsakes({ storage: database, log: silentLog, secretKey });
  const plain = createKeepsakes({ storage: database, log: silentLog });
  let ended = 0;
  const lockdown = createLockdownUseCases({
    ledger,
    desk: { hold: (scope, kind, why, by) => ledger.hold({ scope, kind, why, by, since: NOW }) },
    book,
    now: clock.now,
    voids,
    proof: createLockProof(plain('lockdown'), secretKey),
    async dropSessions() {
      ended += 1;
      await dropKeepsakes(database, ['session', 'calendar token']);
    },
  });
  const members = createMemberUseCases({ book, ledger, now: clock.now, voids });
  const room = await openAdminChat({ members, lockdown, clock, keep: keepsakes('chat') });
  const settings = {
    dataDir: '/nonexistent',
    databaseUrl: database.url,
    logLevel: 'silent',
    secrets: [],
  } as const;
  return {
    ...room,
    members,
    lockdown,
    ledger,
    keepsakes,
    voided,
    ended: () => ended,
    openLock: () => openLock(settings),
  };
}

const texts = {
  en: {
    yes: 'Lock everything down',
    done: 'Everything is locked down.',
    owner: 'Everything is locked down. Undo it on the bot’s machine: solidarity unlock'.replace('’', "'"),
    others: 'Everything is locked down: the bot answers nothing. Ask an owner.',
  },
  ru: {
    yes: 'Закрыть всё',
    done: 'Всё закрыто.',
    owner: 'Всё закрыто. Отменить — на машине бота: solidarity unlock',
    others: 'Всё закрыто: бот не отвечает. Обратитесь к владельцу.',
  },
  be: {
    yes: 'Закрыць усё',
    done: 'Усё закрыта.',
    owner: 'Усё закрыта. Адмяніць — на машыне бота: solidarity unlock',
    others: 'Усё закрыта: бот не адказвае. Звярніцеся да ўладальніка.',
  },
} as const;

test('who opens a link at the very moment of a lockdown is not in', async () => {
  await using room = await openRoom();
  const { token } = await room.members.invite({ role: 'editor', admin: String(OWNER) });
  // The stop is there, and the invitations are not dropped yet.
  await room.ledger.hold({ scope: 'all', kind: 'lockdown', why: 'x', by: String(OWNER), since: NOW });
  expect(room.members.opens(token)).toBe(true);
  expect(await room.members.join({ token, id: String(STRANGER) })).toBeUndefined();
  expect(room.members.find(String(STRANGER))).toBeUndefined();
});

describe.each(['en', 'ru', 'be'] as const)('in %s', language => {
  test('after a button everything is shut, for everybody and over a restart, until SECRET_KEY undoes it', async () => {
    await using room = await openRoom();
    const said = texts[language];
    const { token } = await room.members.invite({ role: 'editor', admin: String(OWNER) });
    await room.keepsakes('bluesky').write('session', 'eyJ-a-session');
    await room.ask('/status', language, OTHER_ADMIN);
    // Writing it is not enough.
    await room.ask('/lockdown yes', language);
    expect(await room.lockdown.state()).toBeUndefined();
    await room.press(said.yes, language);
    await until(() => room.lastAnswer(OWNER)?.text.startsWith(said.done) === true);
    expect((await room.ledger.holds()).map(({ scope, kind }) => `${kind} ${scope}`).sort()).toEqual([
      'lockdown all',
      'stop all',
    ]);
    expect(room.members.opens(token)).toBe(false);
    expect(await room.keepsakes('bluesky').read('session')).toBeUndefined();
    expect(room.ended()).toBe(1);
    expect(room.voided).toEqual([String(OWNER), String(OTHER_ADMIN)]);

    for (const text of ['/status', '/resume', '/help', 'hello', `/start ${token}`]) {
      expect(await room.ask(text, language)).toBe(said.owner);
    }
    await room.telegram.sendAsUser(STRANGER, `/start ${token}`, { language });
    await room.telegram.sendAsUser(STRANGER, '/start', { language });
    const query = await room.pressAnything('resume:', language, OTHER_ADMIN);
    expect(room.telegram.callbackAnswer(query)?.text).toBe(said.owner);
    expect(room.answers(STRANGER)).toEqual([]);
    {
      await using restarted = await openRoom();
      expect(await restarted.ask('/stop', language)).toBe(said.owner);
    }
    await using lock = await room.openLock();
    for (const wrong of ['', 'wrong', `${SECRET_KEY}!`, SECRET_KEY.slice(1)]) {
      await expect(lock.unlock(wrong)).rejects.toThrow(/^That is not the SECRET_KEY .+ stays locked\.$/);
    }
    expect(await room.ask('/status', language)).toBe(said.owner);
    await lock.unlock(SECRET_KEY);
    expect(await room.ask('/status', language)).not.toBe(said.owner);
    // What was stopped stays stopped.
    expect((await room.ledger.holds()).map(({ kind }) => kind)).toEqual(['stop']);
    await expect(lock.unlock(SECRET_KEY)).rejects.toThrow(
      'Nothing is locked down: there is nothing to undo.',
    );
  });
});

test('who is no owner hears less, and may not lock', async () => {
  await using room = await openRoom();
  const { token } = await room.members.invite({ role: 'editor', admin: String(OWNER) });
  await room.ask(`/start ${token}`, 'en', STRANGER);
  expect(await room.ask('/lockdown', 'en', STRANGER)).toMatch(/^You may not do that/);
  const query = await room.pressAnything('lockdown:yes', 'ru', STRANGER);
  expect(room.telegram.callbackAnswer(query)?.text).toMatch(/^Это вам недоступно/);
  await room.lockdown.lock({ admin: String(OWNER) });
  expect(await room.ask('/status', 'en', STRANGER)).toBe(texts.en.others);
  expect(await room.ask('/status', 'be', STRANGER)).toBe(texts.be.others);
});

test('every button from before is void, an owner may lock again, and all of it is on record', async () => {
  await using room = await openRoom();
  const before = await room.seal.close('lockdown:yes', OWNER);
  await room.ask('/lockdown');
  await room.press('Lock everything down');
  await until(() => room.lastAnswer(OWNER)?.text.startsWith('Everything is locked down.') === true);
  const fresh = await openRoom();
  expect(await fresh.seal.open(before, OWNER)).toBe('forged');
  await fresh[Symbol.asyncDispose]();
  expect(await room.ask('/lockdown')).toMatch(/^Lock everything down\?/);
  await room.press('Lock everything down');
  await until(() => room.ended() === 2);
  await using lock = await room.openLock();
  await expect(lock.unlock('wrong')).rejects.toThrow();
  await lock.unlock(SECRET_KEY);
  const trail = (await room.ledger.auditTrail(4)).toReversed();
  expect(
    trail.map(({ admin, action, before: was, after }) => [admin, action, was, after].join(' | ')),
  ).toEqual([
    `${OWNER} | lockdown | open | locked down`,
    `${OWNER} | lockdown | locked down | locked down`,
    'terminal | unlock refused | locked down | locked down',
    'terminal | unlock | locked down | stopped',
  ]);
});

test('without SECRET_KEY the chat says beforehand how it is undone, and no key is asked for', async () => {
  await using room = await openRoom('');
  expect(await room.ask('/lockdown')).toContain('SECRET_KEY is not set, so whoever can run commands');
  await room.lockdown.lock({ admin: String(OWNER) });
  await using lock = await room.openLock();
  expect(await lock.needsKey()).toBe(false);
  await lock.unlock('');
  expect(await room.lockdown.state()).toBeUndefined();
});

test('a session with Bluesky is ended at its server too, whether it was used in this run or kept from the last one', async () => {
  await using server = await serveSandbox(createBlueskySandbox({ now: () => new Date() }));
  const keep = createKeepsakes({ storage: database, log: silentLog })('bluesky');
  const connect = () =>
    createBluesky({ settings: server.settings, now: () => new Date(), timeoutMs: 5_000, keep });
  const signal = AbortSignal.timeout(5_000);
  await connect().verify(signal);
  const kept = JSON.parse((await keep.read('session')) ?? '{}') as { session: { refreshJwt: string } };
  await connect().logOut?.(signal);
  const response = await fetch(`${server.url}/xrpc/com.atproto.server.refreshSession`, {
    method: 'POST',
    headers: { authorization: `Bearer ${kept.session.refreshJwt}` },
  });
  expect(response.status).toBe(400);
});
