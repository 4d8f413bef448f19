import type { Update } from 'telegraf/types';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import type { Notice } from '../domain/notice.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { admitUpdate, type Visit } from './admit-update.ts';
import { loadChatTexts } from './chat-texts.ts';
import { allCommands } from './commands/all-commands.ts';
import type { Command } from './commands/command.ts';
import { createGreeter } from './greet-newcomer.ts';
import { pollUpdates } from './poll-updates.ts';
import { createQuestions } from './questions.ts';
import { createResponder } from './respond.ts';
import { readCommand } from './run-command.ts';
import { setMenus } from './set-menus.ts';
import { createTaskLines } from './task-lines.ts';
import { LineError, openLine } from './telegram-line.ts';
import { tellAdmin } from './tell-admins.ts';
import { createTellOthers } from './tell-others.ts';

export interface AdminChatOptions {
  readonly token: string;
  /** The Bot API's base URL; a path in it is kept. */
  readonly apiRoot: string;
  readonly proxyUrl?: string;
  /** Numeric Telegram ids. Nobody else gets in. */
  readonly admins: readonly number[];
  readonly useCases: UseCases;
  /** The folder with `<language>/chat.json`. */
  readonly localesFolder: string;
  /** Address of the public channel in each language, shown to strangers; may be empty. */
  readonly channels: Readonly<Record<Language, string>>;
  /** How long one long poll lasts; 20 unless told. */
  readonly pollSeconds?: number;
  readonly log: Log;
  readonly clock: Clock;
}

/** The Telegram chat with the admins. */
export interface AdminChat {
  /** Begins to listen, beside everything else; Telegram being out of reach is no failure, it is tried again. */
  start(): void;
  /** Ends the polling and waits, not for long, for what admins asked for. */
  stop(): Promise<void>;
  /** Tells all admins, each in their language. Who cannot be reached is logged, without a name; fails if nobody could be. */
  tell(notices: readonly Notice[]): Promise<void>;
  /** How many updates came from nobody who may write to the bot. Nothing else is known of them. */
  turnedAway(): number;
}

const PATIENCE_MS = 5000;
const POLL_SECONDS = 20;

export function createAdminChat(options: AdminChatOptions): AdminChat {
  const { useCases, log, clock, admins } = options;
  const texts = loadChatTexts(options.localesFolder);
  const line = openLine(options);
  const scrubber = createScrubber([options.token]);
  const questions = createQuestions(line, useCases, texts);
  const commands = allCommands();
  const greet = createGreeter(line, texts, options.channels, clock);
  const tasks = createTaskLines(error => log.warn('An answer could not be sent', describe(error)));
  /** As their Telegram last said; forgotten at the end. */
  const languages = new Map<number, Language>();
  const languageOf = (admin: number) => languages.get(admin) ?? texts.choose(undefined);
  const tellOthers = createTellOthers({ line, texts, tasks, admins: () => admins, languageOf });
  const respond = createResponder({
    line,
    texts,
    commands,
    useCases,
    clock,
    questions,
    tellOthers,
    log,
    scrubber,
  });
  const stopping = new AbortController();
  let polling: Promise<void> = Promise.resolve();
  let turnedAway = 0;

  const receive = (visit: Visit) => {
    if (visit.kind === 'newcomer' || visit.kind === 'nobody') turnedAway += 1;
    if (visit.kind === 'newcomer') tasks.add(0, () => greet(visit.chat, visit.languageCode));
    if (visit.kind !== 'message' && visit.kind !== 'press') return;
    const language = texts.choose(visit.languageCode);
    languages.set(visit.admin, language);
    tasks.add(isUrgent(visit, commands) ? -visit.admin : visit.admin, () => respond(visit, language));
  };

  const tellOne = (notices: readonly Notice[], admin: number) =>
    tellAdmin({ line, texts, useCases, questions }, notices, admin, languageOf(admin));

  return {
    turnedAway: () => turnedAway,
    start() {
      polling = pollUpdates({
        line,
        prepare: async signal => {
          await line.call('deleteWebhook', {}, { signal });
          await setMenus(line, texts, commands, admins);
        },
        handle: (update: Update) => receive(admitUpdate(update, new Set(admins))),
        log,
        signal: stopping.signal,
        pollSeconds: options.pollSeconds ?? POLL_SECONDS,
      });
    },
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all([polling, tasks.idle()]), delay(PATIENCE_MS)]);
      await line.close();
    },
    async tell(notices) {
      const told = await Promise.allSettled(admins.map(admin => tellOne(notices, admin)));
      for (const { status, ...rest } of told) {
        if (status === 'rejected' && 'reason' in rest)
          log.warn('An admin could not be told', describe(rest.reason));
      }
      if (told.every(({ status }) => status === 'rejected')) throw new Error('no admin could be reached');
    },
  };

  function describe(error: unknown) {
    const code = error instanceof LineError ? error.code : undefined;
    return { code, error: scrubber.scrub(error instanceof Error ? error.message : String(error)) };
  }
}

/** The lines of an admin's urgent commands have negative keys: nothing that takes long is before them. */
function isUrgent(visit: Visit & { kind: 'message' | 'press' }, commands: readonly Command[]): boolean {
  const name = visit.kind === 'message' ? readCommand(visit.text).name : visit.data.split(':')[0];
  return commands.some(command => command.name === name && command.urgent === true);
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, ms).unref());
}
