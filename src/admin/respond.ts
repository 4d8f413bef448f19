import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Scrubber } from '../shared/secrets.ts';
import type { Visit } from './admit-update.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { Call, Command } from './commands/command.ts';
import type { Questions } from './questions.ts';
import { createRunner, readCommand, suggest } from './run-command.ts';
import { replaceAnswer, sendAnswer } from './send-answer.ts';
import { setMenus } from './set-menus.ts';
import type { TelegramLine } from './telegram-line.ts';
import type { TellOthers } from './tell-others.ts';

export interface ResponderOptions {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly commands: readonly Command[];
  readonly useCases: UseCases;
  readonly clock: Clock;
  readonly questions: Questions;
  readonly tellOthers: TellOthers;
  readonly log: Log;
  readonly scrubber: Scrubber;
}

type AdminVisit = Visit & { kind: 'message' | 'press' };
export type Responder = (visit: AdminVisit, language: Language) => Promise<void>;

/** Answers what an admin wrote or pressed. */
export function createResponder(options: ResponderOptions): Responder {
  const { line, texts, commands } = options;
  const run = createRunner(options, options.log, text => options.scrubber.scrub(text));
  const find = (name: string | undefined) => commands.find(command => command.name === name);

  const answerMessage = async (visit: Visit & { kind: 'message' }, call: Omit<Call, 'argument'>) => {
    const { name, argument } = readCommand(visit.text);
    const command = name === 'settle' ? undefined : find(name);
    const answer = command ? await run(command, { ...call, argument }) : suggest(name, commands, call);
    await sendAnswer(line, visit.admin, answer);
    // Only now is there a chat to which a menu can belong.
    if (name === 'start') await setMenus(line, texts, commands, [visit.admin]);
  };

  const answerPress = async (visit: Visit & { kind: 'press' }, call: Omit<Call, 'argument'>) => {
    const [, name, argument = ''] = /^(\w+):(.*)$/s.exec(visit.data) ?? [];
    const command = find(name);
    const notice = command === undefined ? { text: call.say('question.over') } : {};
    // Beside the command, which may be urgent while Telegram is slow.
    const answered = line
      .call('answerCallbackQuery', { callback_query_id: visit.query, ...notice })
      .catch(() => {});
    if (command === undefined) return void (await answered);
    const answer = await run(command, { ...call, argument: argument.trim() });
    await answered;
    if (command.inPlace === true && visit.message !== undefined) {
      await replaceAnswer(line, { chat: visit.admin, message: visit.message }, answer);
    } else {
      await sendAnswer(line, visit.admin, answer);
    }
  };

  return (visit, language) => {
    const call = { admin: String(visit.admin), name: visit.name, language, say: texts.say(language) };
    return visit.kind === 'press' ? answerPress(visit, call) : answerMessage(visit, call);
  };
}
