import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type AdminChatOptions, createAdminChat } from '../../src/admin/create-admin-chat.ts';
import { createButtonSeal } from '../../src/admin/seal-buttons.ts';
import { createApprovalUseCases } from '../../src/campaign/approvals/create-approval-use-cases.ts';
import { subjectOfNotice } from '../../src/campaign/questions/open-subjects.ts';
import { groupQuestions, subjectOf } from '../../src/campaign/questions/question.ts';
import { readTime } from '../../src/campaign/read-time.ts';
import type { PlanRow } from '../../src/campaign/show-plan.ts';
import type { CampaignSummary, ScheduleRequest, UseCases } from '../../src/campaign/use-cases.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Preview } from '../../src/domain/draft.ts';
import { InputError } from '../../src/domain/input-error.ts';
import type { Role } from '../../src/domain/member.ts';
import type { Conflict } from '../../src/planning/find-conflicts.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import type { Log } from '../../src/shared/log.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { createCrew } from './crew.ts';
import { createFakeFigures } from './fake-figures.ts';
import { createFakeSeeing } from './fake-seeing.ts';
import { createHalting, type Halting } from './halting.ts';
import { NO_WRITING } from './no-writing.ts';

export const NOW = new Date('2027-05-20T10:00:00Z');

export const campaign: CampaignSummary = {
  id: 'may-21',
  titles: { en: 'Day of Solidarity', ru: 'День солидарности' },
  timeZone: 'Europe/Warsaw',
  languages: ['en', 'ru'],
  posts: [{ id: 'may-21/morning', titles: { en: 'The morning', ru: 'Утро' } }],
  figures: {
    women_in_custody: { en: 'women in custody', ru: 'женщины под стражей', be: 'жанчыны пад вартай' },
  },
};

export function delivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: 'may-21/morning/2027/x-en',
    post: 'may-21/morning',
    occurrence: '2027',
    network: 'x',
    place: 'x-en',
    language: 'en',
    state: 'scheduled',
    dueAt: new Date('2027-05-21T07:00:00Z'),
    ringAt: new Date('2027-05-21T07:00:00Z'),
    lateByMs: 0,
    giveUpAfterMs: 0,
    attempts: 0,
    ...change,
  };
}

/** What the use cases were asked for, and answers as the house gives them. */
export interface FakeHouse extends UseCases {
  readonly asked: { readonly what: string; readonly request: unknown }[];
  deliveries: Delivery[];
  previews: readonly Preview[];
  planned: readonly PlanRow[];
  conflicts: readonly Conflict[];
  fault: Error | undefined;
  /** Of questions that are not about deliveries. */
  openSubjects: readonly string[];
  readonly halt: Halting;
}

export function createFakeHouse(): FakeHouse {
  const house: FakeHouse = {
    asked: [],
    deliveries: [],
    previews: [],
    planned: [],
    conflicts: [],
    fault: undefined,
    openSubjects: [],
    corrections: { carryOut: async () => undefined, finish: async () => {} },
    halt: createHalting(() => house.deliveries, NOW),
    campaigns: () => [campaign],
    preview: async request => answer('preview', request, house.previews),
    schedule: async (request: ScheduleRequest) => {
      if (request.post !== 'may-21/morning')
        throw new InputError(`There is no post "${request.post}": use one of may-21/morning.`);
      const places = ['x-en', 'x-ru'].map(place =>
        delivery({ id: `may-21/morning/t1/${place}`, place, dueAt: request.at }),
      );
      return answer('schedule', request, { occurrence: 't1', deliveries: places });
    },
    understandTime: async request => {
      const time = readTime(request.when, request.timeZone ?? campaign.timeZone, NOW);
      const understood = typeof time === 'object' ? { ...time, conflicts: house.conflicts } : time;
      return answer('understandTime', request, understood);
    },
    plan: async request => answer('plan', request, house.planned),
    findToCancel: async () => house.deliveries,
    cancel: async request => answer('cancel', request, house.deliveries),
    moves: {
      find: async () => house.deliveries,
      look: async () => 'unclear',
      move: async request => answer('move', request, house.deliveries),
    },
    amend: {
      correct: async request => answer('correct', request, { ...request, occurrences: [], deliveries: [] }),
      withdraw: async request => answer('withdraw', request, { ...request, occurrences: [], deliveries: [] }),
    },
    approvals: createApprovalUseCases({
      now: () => NOW,
    } as unknown as Parameters<typeof createApprovalUseCases>[0]),
    questions: {
      open: async () => groupQuestions(house.deliveries),
      answer: async ({ subject, answer: word, admin }) => {
        const asking = house.deliveries.filter(one => subjectOf(one) === subject);
        answer('answer', { deliveries: asking.map(({ id }) => id), answer: word, admin }, undefined);
        house.deliveries = house.deliveries.map(one =>
          asking.includes(one) ? { ...one, state: 'published' } : one,
        );
        return asking;
      },
    },
    publishStale: async request => answer('publishStale', request, undefined),
    figures: createFakeFigures(answer),
    seeing: createFakeSeeing(
      () => house.deliveries,
      answer,
      () => [
        ...house.openSubjects,
        ...house.halt.held.flatMap(hold => subjectOfNotice({ kind: 'hold', hold }) ?? []),
      ],
    ),
    writing: NO_WRITING,
  };
  function answer<Result>(what: string, request: unknown, result: Result): Result {
    house.asked.push({ what, request });
    if (house.fault !== undefined) throw house.fault;
    return result;
  }
  return house;
}

export const OTHER_ADMIN = 100_000_002;
export const STRANGER = 555_000_111_222;
const OF_ROLE: Readonly<Record<Role, number>> = {
  owner: 100_000_010,
  editor: 100_000_011,
  approver: 100_000_012,
  viewer: 100_000_013,
};

/** What a button asks for, without the mark of twelve letters that makes it ours. */
function unmarked<B extends { readonly data?: string }>(button: B): B {
  return button.data === undefined ? button : { ...button, data: button.data.slice(0, -12) };
}

/** The chat, polling a Bot API server on the loopback, where people write to it. */
export async function openAdminChat(options: Partial<AdminChatOptions> = {}) {
  const telegram = createTelegramSandbox({ now: () => new Date(), floodControl: false });
  telegram.addUser({ id: OTHER_ADMIN, firstName: 'Olga' });
  const clock = options.clock ?? { now: () => NOW };
  const keep = options.keep ?? createKeepsake();
  const crew = createCrew([telegram.admin, OTHER_ADMIN], clock.now);
  const members = options.members ?? crew.members;
  telegram.addUser({ id: STRANGER, firstName: 'Stranger', username: 'stranger' });
  const server = await serveSandbox(telegram);
  const house = createFakeHouse();
  const logged: string[] = [];
  const write = (message: string, fields?: object) =>
    void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const token = server.settings.TELEGRAM_BOT_TOKEN ?? '';
  const chat = createAdminChat({
    token,
    apiRoot: server.url,
    members,
    lockdown: crew.lockdown,
    updates: crew.updates,
    useCases: house,
    localesFolder: 'locales',
    channels: { en: 'https://t.me/solidarity_en', ru: 'https://t.me/solidarity_ru' },
    log,
    pollSeconds: 1,
    clock,
    keep,
    // The clock stands still, so that everything falls into one minute.
    commandsPerMinute: 1_000,
    ...options,
  });
  const answers = (user: number) =>
    telegram
      .chat(user)
      .filter(({ from }) => from === 'bot')
      .map(message => ({ ...message, buttons: message.buttons.map(row => row.map(unmarked)) }));
  const lastAnswer = (user: number) => answers(user).at(-1);
  const seal = createButtonSeal({ keep, members, clock });
  chat.start();
  return {
    crew,
    seal,
    telegram,
    server,
    house,
    chat,
    token,
    logged,
    answers,
    lastAnswer,
    /** Makes a person of that role a member, from now on; gives their id. */
    join(role: Role): number {
      const id = OF_ROLE[role];
      telegram.addUser({ id, firstName: `The ${role}` });
      crew.admit(id, role);
      return id;
    },
    /** Takes a member out, from now on. */
    leave: crew.leave,
    /** Writes to the bot and waits for its answer. */
    async ask(text: string, language = 'en', user = telegram.admin) {
      const before = answers(user).length;
      await telegram.sendAsUser(user, text, { language });
      await until(() => answers(user).length > before);
      return lastAnswer(user)?.text ?? '';
    },
    /** As `forge`, with data that the bot would have sealed for this person. */
    async pressAnything(data: string, language = 'en', user = telegram.admin) {
      return this.forge(await seal.close(data, user), language, user);
    },
    /** Presses, on the last message of the bot, a button that it need not have; gives the query once it is answered. */
    async forge(data: string, language = 'en', user = telegram.admin) {
      const message = lastAnswer(user) ?? expect.fail('there is no message with a button');
      const query = telegram.forgePress(user, message.id, data, language);
      await until(() => telegram.callbackAnswer(query) !== undefined);
      return query;
    },
    async press(label: string, language = 'en', user = telegram.admin) {
      const message = telegram
        .chat(user)
        .findLast(({ buttons }) => buttons.flat().some(({ text }) => text === label));
      const button = message?.buttons.flat().find(({ text }) => text === label);
      if (message === undefined || button?.data === undefined) return expect.fail(`no button ${label}`);
      const query = telegram.pressButton(user, message.id, button.data, language);
      await until(() => telegram.callbackAnswer(query) !== undefined);
      return { query, message: message.id, data: button.data };
    },
    async [Symbol.asyncDispose]() {
      await chat.stop();
      await server.close();
    },
  };
}

/** So long even a machine with other work to do needs for an answer; shorter than a test may take. */
const PATIENCE_MS = 20_000;

export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > end) expect.fail('it did not come to that in time');
    await sleep(10);
  }
}
