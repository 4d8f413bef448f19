import { createAdminChat } from '../../src/admin/create-admin-chat.ts';
import { approversOf } from '../../src/campaign/approvals/need-approval.ts';
import { type Role, WRITES } from '../../src/domain/member.ts';
import { createReadinessBook } from '../../src/ledger/create-readiness-book.ts';
import { createIncidentBook } from '../../src/ledger/incidents/create-incident-book.ts';
import type { TelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import type { Log } from '../../src/shared/log.ts';
import { untoldNotices } from '../../src/wiring/untold-notices.ts';
import { openHouseOnStage } from '../campaign/house-on-stage.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import type { Files } from '../sources/campaign-folder.ts';
import { createCrew } from './crew.ts';
import { nameOf, talkOf } from './talk.ts';

/** The team: two owners, two approvers, an editor, a viewer. */
export const TEAM = {
  owner: 1001,
  otherOwner: 1002,
  editor: 1003,
  approver: 1004,
  otherApprover: 1005,
  viewer: 1006,
} as const;
export type Person = keyof typeof TEAM;

const ROLES: Readonly<Record<Person, Role>> = {
  owner: 'owner',
  otherOwner: 'owner',
  editor: 'editor',
  approver: 'approver',
  otherApprover: 'approver',
  viewer: 'viewer',
};
export const PEOPLE = Object.keys(TEAM) as readonly Person[];
export const STRANGER = 555_000_111_222;

/** The whole house with its chat, as people meet it through the Bot API; telling and delivering happen when a test says so. */
export async function openChatOnStage(files: Files) {
  await using opened = new AsyncDisposableStack();
  const stage = opened.use(await openHouseOnStage({ files }));
  const server = stage.server('telegram');
  const telegram = server.network as TelegramSandbox;
  for (const person of PEOPLE) telegram.addUser({ id: TEAM[person], firstName: nameOf(person) });
  telegram.addUser({ id: STRANGER, firstName: 'Stranger' });
  const askers = () =>
    crew.members
      .list()
      .filter(({ role }) => WRITES.includes(role))
      .map(({ id }) => id);
  const crew = createCrew([TEAM.owner, TEAM.otherOwner], stage.clock.now, [
    () => stage.useCases.approvals.keepOnly(approversOf(crew.members)),
    () => stage.useCases.approvals.keepAskers(askers()),
  ]);
  for (const person of PEOPLE) crew.admit(TEAM[person], ROLES[person]);
  const logged: string[] = [];
  const write = (message: string, fields?: object) =>
    void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const keep = createKeepsake();
  const open = () =>
    createAdminChat({
      token: server.settings.TELEGRAM_BOT_TOKEN ?? '',
      apiRoot: server.url,
      members: crew.members,
      updates: crew.updates,
      lockdown: crew.lockdown,
      useCases: stage.useCases,
      localesFolder: 'locales',
      channels: {},
      log,
      pollSeconds: 1,
      clock: stage.clock,
      keep,
      count: () => stage.house.ledger.countCall('telegram'),
      commandsPerMinute: 10_000,
    });
  let chat = open();
  chat.start();
  opened.defer(() => chat.stop());
  const incidents = createIncidentBook(stage.database.kysely());
  const notices = untoldNotices(stage.house, incidents, createReadinessBook(stage.database.kysely()));
  const rest = opened.move();
  return {
    ...stage,
    telegram,
    /** Another chat with what the first one kept, as after a restart of the bot. */
    async restart(): Promise<void> {
      await chat.stop();
      chat = open();
      chat.start();
    },
    /** What the chat does every minute. */
    catchUp: () => chat.catchUp(),
    crew,
    logged,
    ...talkOf(telegram, TEAM),
    /** Tells the members what they have not heard of, as the teller does. */
    async tell(): Promise<void> {
      const found = await notices.untold(20);
      if (found.length > 0) await chat.tell(found);
      for (const notice of found) await notices.markTold(notice, stage.clock.now());
    },
    sweep: () => stage.desk.sweep(),
    /** Carries out what is approved, and a while later looks for what nobody is at, as the rounds do. */
    async round(): Promise<void> {
      await stage.useCases.corrections.finish(new AbortController().signal);
      stage.clock.turn(60_000);
      const before = stage.clock.now();
      await incidents.lookForNeglect({ due: before, begun: before });
    },
    audit: async () =>
      (await stage.house.ledger.auditTrail(50)).map(
        ({ admin, action, subject }) => `${admin} ${action} ${subject}`,
      ),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

export type ChatOnStage = Awaited<ReturnType<typeof openChatOnStage>>;
