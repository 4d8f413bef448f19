import { allCommands } from '../../../src/admin/commands/all-commands.ts';
import { createAdminChat } from '../../../src/admin/create-admin-chat.ts';
import { createButtonSeal } from '../../../src/admin/seal-buttons.ts';
import { createLockdownUseCases } from '../../../src/campaign/lockdown/lockdown-use-cases.ts';
import { createMemberUseCases } from '../../../src/campaign/members/member-use-cases.ts';
import { ROLES } from '../../../src/domain/member.ts';
import { createUpdateBook } from '../../../src/members/create-update-book.ts';
import { openMemberBook } from '../../../src/members/open-member-book.ts';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLog, type LogLevel } from '../../../src/shared/log.ts';
import { createScrubber } from '../../../src/shared/secrets.ts';
import { createKeepsakes } from '../../../src/storage/create-keepsakes.ts';
import { openHouseOnStage } from '../../campaign/house-on-stage.ts';
import { campaignFiles } from '../../campaign/sample-files.ts';
import type { People } from './random-updates.ts';

const STRANGERS = Array.from({ length: 20 }, (_, n) => 7_654_321_000 + n);
export const SECRET_KEY = 'fuzz-secret-key-0123456789';

/** The real chat over the real house and database, on a Bot API server where anything can be brought to it. */
export async function openFuzzRoom() {
  await using opened = new AsyncDisposableStack();
  const stage = opened.use(await openHouseOnStage({ files: campaignFiles('', {}) }));
  const { database, useCases, house } = stage;
  const telegram = createTelegramSandbox({ now: systemClock.now, floodControl: false });
  const server = opened.use(await serveSandbox(telegram));
  const token = server.settings.TELEGRAM_BOT_TOKEN ?? '';
  const secrets = [token, SECRET_KEY];
  const logged: string[] = [];
  const level: LogLevel = 'debug';
  const log = createLog(level, createScrubber(secrets), line => void logged.push(line));
  const keepsakes = createKeepsakes({ storage: database, log, secretKey: SECRET_KEY });
  const book = await openMemberBook(database.kysely(), [telegram.admin]);
  const members = createMemberUseCases({ ...house, book, voids: [] });
  const lockdown = createLockdownUseCases({
    ...house,
    book,
    voids: [],
    proof: { needsKey: true, put: async () => {} },
    dropSessions: async () => {},
  });
  const roles = ROLES.map((role, index) => ({ role, id: 4_000 + index }));
  /** Whoever was taken out comes in again. */
  const readmit = async () => {
    for (const { role, id } of roles.filter(one => members.find(String(one.id)) === undefined)) {
      const { token: invitation } = await members.invite({ role, admin: String(telegram.admin) });
      await members.join({ token: invitation, id: String(id) });
    }
  };
  await readmit();
  for (const { role, id } of roles) telegram.addUser({ id, firstName: `The ${role}` });
  const ids = [telegram.admin, ...roles.map(({ id }) => id)];
  for (const id of STRANGERS) telegram.addUser({ id, firstName: `Zyxqv ${id}`, username: `zyxqv_${id}` });
  // Whoever wrote to a bot may be answered by it.
  for (const id of [...ids, ...STRANGERS]) telegram.sendAsUser(id, 'Hello');
  const chat = createAdminChat({
    token,
    apiRoot: server.url,
    members,
    lockdown,
    updates: createUpdateBook(database.kysely(), 'fuzz'),
    useCases,
    localesFolder: 'locales',
    keep: keepsakes('chat'),
    channels: { en: 'https://t.me/solidarity_en', ru: 'https://t.me/solidarity_ru' },
    commandsPerMinute: 1_000_000,
    // A machine that is busy is no fault.
    pollSeconds: 20,
    log,
    clock: systemClock,
  });
  opened.defer(() => chat.stop());
  chat.start();
  const seal = createButtonSeal({ keep: keepsakes('chat'), members, clock: systemClock });
  const messages = (person: number) => telegram.chat(person).filter(({ from }) => from === 'bot');
  const people: People = {
    members: ids,
    strangers: STRANGERS,
    commands: allCommands().map(({ name }) => name),
    shownButtons: () =>
      ids.flatMap(person =>
        messages(person)
          .slice(-3)
          .flatMap(({ id: message, buttons }) =>
            buttons
              .flat()
              .flatMap(({ data }) =>
                data === undefined || data.startsWith('lockdown:yes') ? [] : [{ person, message, data }],
              ),
          ),
      ),
    seal: seal.close,
  };
  const rest = opened.move();
  return {
    telegram,
    readmit,
    chat,
    people,
    members,
    logged,
    secrets: [...secrets, ...stage.secrets],
    database,
    messages,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
