import { readFileSync } from 'node:fs';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';
import { createAdminChat } from '../../src/admin/create-admin-chat.ts';
import { createLockdownUseCases } from '../../src/campaign/lockdown/lockdown-use-cases.ts';
import { createMemberUseCases } from '../../src/campaign/members/member-use-cases.ts';
import type { Language } from '../../src/domain/language.ts';
import { ROLES, type Role } from '../../src/domain/member.ts';
import { createReadinessBook } from '../../src/ledger/create-readiness-book.ts';
import { createIncidentBook } from '../../src/ledger/incidents/create-incident-book.ts';
import { createUpdateBook } from '../../src/members/create-update-book.ts';
import { openMemberBook } from '../../src/members/open-member-book.ts';
import type { TelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import type { Log } from '../../src/shared/log.ts';
import { untoldNotices } from '../../src/wiring/untold-notices.ts';
import { nameOf, talkOf } from '../admin/talk.ts';
import { openHouseOnStage } from '../campaign/house-on-stage.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { createTestDatabase } from '../support/database.ts';

/** One of each role, and an owner more, who sees what the first one answers. */
export const TEAM = { owner: 1001, other: 1002, editor: 1003, approver: 1004, viewer: 1005 } as const;
export type Person = keyof typeof TEAM;
export const PEOPLE = Object.keys(TEAM) as readonly Person[];
export const STRANGER = 555;

const FILES = campaignFiles('  women:\n    title: { en: Women, ru: Женщины }\n', {
  'sample/women.en.liquid': '{{ figures.women | count }} in custody {{ figures.women | as_of }}.',
  'sample/women.ru.liquid': '{{ figures.women | count }} в заключении {{ figures.women | as_of }}.',
});

export type ChatStage = Awaited<ReturnType<typeof openChatStage>>;

/**
 * The whole house behind the chat, over the sandbox's Bot API: real use cases, ledger, members and networks. The clock is in
 * the test's hand, and what the teller would do happens when the test says so.
 */
export async function openChatStage(language: Language) {
  await using opened = new AsyncDisposableStack();
  const stage = opened.use(await openHouseOnStage({ files: FILES, holdsStale: true }));
  const { house, clock } = stage;
  const server = stage.server('telegram');
  const telegram = server.network as TelegramSandbox;
  for (const person of PEOPLE) telegram.addUser({ id: TEAM[person], firstName: nameOf(person) });
  telegram.addUser({ id: STRANGER, firstName: 'Stranger', username: 'stranger' });
  const database = opened.use(await createTestDatabase());
  const book = await openMemberBook(database.kysely(), [TEAM.owner, TEAM.other]);
  const admit = async (id: number, role: Role) => {
    const invited = { role, by: String(TEAM.owner), until: new Date(clock.now().getTime() + 60_000) };
    await book.accept(await book.invite(invited, clock.now()), String(id), clock.now());
  };
  for (const role of ROLES.filter(known => known !== 'owner')) await admit(TEAM[role], role);
  const members = createMemberUseCases({ ...house, book, voids: [] });
  const logged: string[] = [];
  const write = (message: string, fields?: object) =>
    void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const chat = createAdminChat({
    token: server.settings.TELEGRAM_BOT_TOKEN ?? '',
    apiRoot: server.url,
    members,
    lockdown: createLockdownUseCases({
      ...house,
      book,
      voids: [],
      proof: { needsKey: false, put: async () => {} },
      dropSessions: async () => {},
    }),
    updates: createUpdateBook(database.kysely(), '1'),
    useCases: stage.useCases,
    localesFolder: 'locales',
    channels: { en: 'https://t.me/solidarity_en', ru: 'https://t.me/solidarity_ru' },
    log,
    pollSeconds: 1,
    clock,
    keep: createKeepsake(),
    commandsPerMinute: 100_000,
  });
  chat.start();
  opened.defer(() => chat.stop());
  const incidents = createIncidentBook(database.kysely());
  const notices = untoldNotices(house, incidents, createReadinessBook(database.kysely()));
  const talk = talkOf(telegram, TEAM);
  const rest = opened.move();
  return {
    ...stage,
    telegram,
    chat,
    members,
    incidents,
    logged,
    language,
    admit,
    ...talk,
    /** A text as the members of this stage read it. */
    t: loadChatTexts('locales').say(language),
    ask: (person: Person, text: string) => talk.ask(person, text, language),
    press: (person: Person, label: string) => talk.press(person, label, language),
    /** Tells the members what they have not heard of, as the teller does. */
    async tell(): Promise<void> {
      const found = await notices.untold(20);
      if (found.length > 0) await chat.tell(found);
      for (const notice of found) await notices.markTold(notice, clock.now());
    },
    audit: async () =>
      (await house.ledger.auditTrail(100)).map(
        ({ admin, action, subject }) => `${admin} ${action} ${subject}`,
      ),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

/** What no message of the bot may be: a key that was left as it is, a gap that was left open, or too long. */
export function faultsOf(text: string): readonly string[] {
  const raw = KEYS.filter(key =>
    new RegExp(`(?<![\\w./])${key.replaceAll('.', '\\.')}(?![\\w/])`).test(text),
  );
  return [
    ...raw.map(key => `the key ${key}`),
    ...(/\{\{|\}\}/.test(text) ? ['an open gap'] : []),
    ...(/\bundefined\b|\[object |\bNaN\b/.test(text) ? ['a value that is none'] : []),
    ...(text.length > 4096 ? ['too long'] : []),
  ];
}

const KEYS = keysOf(JSON.parse(readFileSync('locales/en/chat.json', 'utf8')) as object, '');

function keysOf(texts: object, path: string): readonly string[] {
  return Object.entries(texts).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof inner === 'string'
      ? [at.replace(/_(zero|one|two|few|many|other)$/, '')]
      : keysOf(inner, at);
  });
}
