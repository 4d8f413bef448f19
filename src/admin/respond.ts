import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import type { Roster } from '../domain/member.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Scrubber } from '../shared/secrets.ts';
import type { Visit } from './admit-update.ts';
import { allowButtons } from './allow-buttons.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { Call, Command } from './commands/command.ts';
import { mayUse, refuseRole } from './may-use.ts';
import type { Questions } from './questions.ts';
import { createRunner, readCommand, suggest } from './run-command.ts';
import { replaceAnswer, sendAnswer } from './send-answer.ts';
import { setMenus } from './set-menus.ts';
import { showTyping } from './show-typing.ts';
import type { TelegramLine } from './telegram-line.ts';
import type { TellOthers } from './tell-others.ts';

export interface ResponderOptions {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly commands: readonly Command[];
  readonly members: Roster;
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
  const { line, texts, commands, members } = options;
  const runner = createRunner(options, options.log, text => options.scrubber.scrub(text));
  const run = async (command: Command, call: Call) => {
    const answer = await showTyping(line, Number(call.admin), () => runner(command, call));
    return allowButtons(answer, commands, call.role);
  };
  const find = (name: string | undefined) => commands.find(command => command.name === name);

  const answerMessage = async (visit: Visit & { kind: 'message' }, call: Omit<Call, 'argument'>) => {
    const { name, argument } = readCommand(visit.text);
    const command = name === 'settle' ? undefined : find(name);
    const usable = commands.filter(({ roles }) => roles.includes(call.role));
    const answer = command ? await run(command, { ...call, argument }) : suggest(name, usable, call);
    await sendAnswer(line, visit.admin, answer);
    // Only now is there a chat to which a menu can belong.
    const member = members.find(String(visit.admin));
    if (name === 'start' && member !== undefined) await setMenus(line, texts, commands, [member]);
  };

  const answerPress = async (visit: Visit & { kind: 'press' }, call: Omit<Call, 'argument'>) => {
    const [, name, argument = ''] = /^(\w+):(.*)$/s.exec(visit.data) ?? [];
    const command = find(name);
    const mayRun = command !== undefined && mayUse(command, call.role, argument.trim());
    const notice = mayRun ? {} : { text: refusal(command, call, argument.trim()), show_alert: true };
    // Beside the command, which may be urgent while Telegram is slow.
    const answered = line
      .call('answerCallbackQuery', { callback_query_id: visit.query, ...notice })
      .catch(() => {});
    if (command === undefined || !mayRun) return void (await answered);
    const answer = await run(command, { ...call, argument: argument.trim() });
    await answered;
    if (command.inPlace === true && visit.message !== undefined) {
      await replaceAnswer(line, { chat: visit.admin, message: visit.message }, answer);
    } else {
      await sendAnswer(line, visit.admin, answer);
    }
  };

  const refusal = (command: Command | undefined, call: Omit<Call, 'argument'>, argument: string) =>
    command === undefined ? call.say('question.over') : refuseRole(command, { ...call, argument });

  return (visit, language) => {
    // Anew, since a member may have been removed or given another role while this waited its turn.
    const member = members.find(String(visit.admin));
    if (member === undefined) return Promise.resolve();
    const call = {
      admin: member.id,
      role: member.role,
      name: visit.name,
      language,
      say: texts.say(language),
    };
    return visit.kind === 'press' ? answerPress(visit, call) : answerMessage(visit, call);
  };
}
