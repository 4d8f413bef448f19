import type { LockdownUseCases } from '../campaign/lockdown/lockdown-use-cases.ts';
import type { MemberUseCases } from '../campaign/members/member-use-cases.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import { OWNS, type UpdateBook } from '../domain/member.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { createAdminLanguages } from './admin-languages.ts';
import { admitUpdate, type Visit } from './admit-update.ts';
import { createApprovalMessages } from './approval-messages.ts';
import { createAskedMessages } from './asked-messages.ts';
import { loadChatTexts } from './chat-texts.ts';
import { createCloser } from './close-questions.ts';
import { allCommands } from './commands/all-commands.ts';
import { countMessages } from './count-messages.ts';
import { createFileFetcher } from './fetch-file.ts';
import { createGreeter } from './greet-newcomer.ts';
import { createHeldBack } from './held-back.ts';
import { keepWebhook, type WebhookAddress } from './keep-webhook.ts';
import { createCommandLimit } from './limit-commands.ts';
import { createMemberSettings } from './member-settings.ts';
import type { News } from './news.ts';
import { createNewsroom } from './newsroom.ts';
import { openDoor } from './open-door.ts';
import { createPeople } from './people.ts';
import { pollUpdates } from './poll-updates.ts';
import { createPrompts } from './prompts.ts';
import { createQuestions } from './questions.ts';
import { createReceiver } from './receive-visit.ts';
import { createResponder } from './respond.ts';
import { createButtonSeal, sealLine } from './seal-buttons.ts';
import { clearCommonMenus, setMenus } from './set-menus.ts';
import { createTaskLines } from './task-lines.ts';
import { LineError, openLine } from './telegram-line.ts';
import { createTellOthers } from './tell-others.ts';

export interface AdminChatOptions {
  readonly token: string;
  /** The Bot API's base URL; a path in it is kept. */
  readonly apiRoot: string;
  readonly proxyUrl?: string;
  /** Who gets in, as of the moment of each update. */
  readonly members: MemberUseCases;
  readonly lockdown: LockdownUseCases;
  /** Which updates were taken, over a restart too. */
  readonly updates: UpdateBook;
  readonly useCases: UseCases;
  /** The folder with `<language>/chat.json`. */
  readonly localesFolder: string;
  /** Address of the public channel in each language, shown to strangers; may be empty. */
  readonly channels: Readonly<Record<Language, string>>;
  /** Holds the admins' languages over a restart. */
  readonly keep: Keepsake;
  /** How much one admin may ask for; 20 unless told. */
  readonly commandsPerMinute?: number;
  /** Where Telegram is to bring updates; it is polled unless told. */
  readonly webhook?: WebhookAddress;
  /** How many calls of the webhook did not know its secret. */
  readonly refusedCalls?: () => number;
  /** How long one long poll lasts; 20 unless told. */
  readonly pollSeconds?: number;
  /** Called before each message: the bot that writes here also sends the posts, and its limits are of both. */
  readonly count?: () => Promise<void>;
  readonly log: Log;
  readonly clock: Clock;
}

/** The Telegram chat with the admins. */
export interface AdminChat {
  /** Begins to listen, beside everything else; Telegram being out of reach is no failure, it is tried again. */
  start(): void;
  /** Takes what the webhook was brought; returns at once. */
  take(update: unknown): void;
  /** Ends the polling and waits, not for long, for what admins asked for. */
  stop(): Promise<void>;
  /** Tells all admins, each in their language. Who cannot be reached is logged, without a name; fails if nobody could be. */
  tell(news: readonly News[]): Promise<void>;
  /** Tells what quiet hours held back, and lets questions that are over say so; done every minute while it runs. */
  catchUp(): Promise<void>;
  /** How many updates came from nobody who may write to the bot. Nothing else is known of them. */
  turnedAway(): number;
}

const PATIENCE_MS = 5000;
const POLL_SECONDS = 20;
const COMMANDS_PER_MINUTE = 20;
const LOOK_EVERY_MS = 60_000;

export function createAdminChat(options: AdminChatOptions): AdminChat {
  const { useCases, log, clock, members } = options;
  const texts = loadChatTexts(options.localesFolder);
  const seal = createButtonSeal({ keep: options.keep, members, clock });
  const line = sealLine(countMessages(openLine(options), options.count), seal);
  const scrubber = createScrubber([options.token]);
  const prompts = createPrompts(options.keep, clock);
  const commands = allCommands();
  const tasks = createTaskLines(error => log.warn('An answer could not be sent', describe(error)));
  const languages = createAdminLanguages(options.keep, texts, members);
  const { keep } = options;
  const asked = createAskedMessages(keep, 'asked');
  const settings = createMemberSettings(keep, members);
  const approvals = createApprovalMessages({
    line,
    texts,
    useCases,
    members,
    asked: createAskedMessages(keep, 'approvals'),
    readerOf: chat => ({ language: languages.of(chat), ownZone: settings.of(String(chat)).timeZone }),
  });
  const heldBack = createHeldBack(keep, members);
  const telling = { line, texts, useCases, tasks, members, languageOf: languages.of };
  const questions = createQuestions({ ...telling, asked });
  const closeQuestions = createCloser({ ...telling, asked });
  const newsroom = createNewsroom({
    ...telling,
    questions,
    approvals,
    commands,
    settings,
    heldBack,
    clock,
    unreached: error => log.warn('An admin could not be told', describe(error)),
    unshown: error => log.error('News could not be shown', describe(error)),
  });
  const forget = async (id: string) => {
    await line
      .call('deleteMyCommands', { scope: { type: 'chat', chat_id: Number(id) } })
      .catch(error => log.warn('The menu of one who left could not be taken away', describe(error)));
    await questions.forget(Number(id));
    await approvals.forget(Number(id));
    await languages.forget(Number(id));
    await settings.forget(id);
    await heldBack.forget(id);
    await useCases.writing.discard(id);
    await prompts.forget(id);
  };
  const stopping = new AbortController();
  let turnedAway = 0;
  const { refusedCalls } = options;
  const respond = createResponder({
    turnedAway: () => ({ updates: turnedAway, ...(refusedCalls && { calls: refusedCalls() }) }),
    line,
    texts,
    commands,
    members,
    useCases,
    clock,
    questions,
    settings,
    tellAgain: newsroom.tellAgain,
    closeQuestions,
    approvals,
    prompts,
    tellOthers: createTellOthers(telling),
    tellOwners: createTellOthers({ ...telling, roles: OWNS }),
    people: createPeople(line),
    fetchFile: createFileFetcher(line, stopping.signal),
    forget,
    lockdown: options.lockdown,
    silence: seal.renew,
    updates: options.updates,
    seal,
    log,
    scrubber,
  });
  let polling: Promise<void> = Promise.resolve();

  const limit = createCommandLimit(options.commandsPerMinute ?? COMMANDS_PER_MINUTE, clock);
  const greet = createGreeter({ line, texts, channels: options.channels, clock, tasks });
  const door = openDoor({ ...options, line, texts, commands, members, languages, tasks, greet });
  const begin = createReceiver({ line, texts, commands, languages, limit, tasks, door, respond });
  const receive = (visit: Visit) => {
    if (visit.kind === 'newcomer' || visit.kind === 'nobody') turnedAway += 1;
    begin(visit);
  };
  const recall = () =>
    Promise.all([languages.load(), settings.load()]).catch(error =>
      log.warn('What the admins have chosen is not known', describe(error)),
    );
  const lookAgain = () => {
    const looked = Promise.all([newsroom.catchUp(), closeQuestions()]);
    void looked.catch(error => log.warn('Open questions could not be looked at', describe(error)));
  };
  let looking: NodeJS.Timeout | undefined;
  /** One that cannot be read harms no other. */
  const take = (update: unknown) => {
    try {
      receive(admitUpdate(update, members));
    } catch (error) {
      log.error('An update could not be read', describe(error));
    }
  };
  const { webhook, pollSeconds = POLL_SECONDS } = options;
  const { signal } = stopping;
  const giveMenus = async () => {
    await clearCommonMenus(line, texts);
    await setMenus(line, texts, commands, members.list());
  };
  const prepare = async () => {
    await line.call('deleteWebhook', {}, { signal });
    await giveMenus();
  };
  const poll = () => pollUpdates({ line, prepare, handle: take, log, signal, pollSeconds });
  const hear = async () => {
    if (webhook === undefined) return poll();
    const ended = await keepWebhook({ line, webhook, prepare: giveMenus, log, signal });
    if (ended === 'refused') await poll();
  };

  return {
    turnedAway: () => turnedAway,
    start() {
      void recall();
      looking = setInterval(lookAgain, LOOK_EVERY_MS);
      polling = hear();
    },
    take,
    async stop() {
      stopping.abort();
      clearInterval(looking);
      await Promise.race([Promise.all([polling, tasks.idle()]), delay(PATIENCE_MS)]);
      await line.close();
    },
    async tell(news) {
      await recall();
      await newsroom.tell(news);
    },
    async catchUp() {
      await newsroom.catchUp();
      await closeQuestions();
    },
  };

  function describe(error: unknown) {
    const code = error instanceof LineError ? error.code : undefined;
    return { code, error: scrubber.scrub(error instanceof Error ? error.message : String(error)) };
  }
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, ms).unref());
}
