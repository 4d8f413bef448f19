import type { Language } from '../domain/language.ts';
import type { UpdateBook } from '../domain/member.ts';
import type { Log } from '../shared/log.ts';
import type { Scrubber } from '../shared/secrets.ts';
import type { Visit } from './admit-update.ts';
import { allowButtons } from './allow-buttons.ts';
import type { Answer } from './answer.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { CloseQuestions } from './close-questions.ts';
import type { Call, Command, CommandDependencies } from './commands/command.ts';
import { createLockedAnswer } from './locked.ts';
import { mayUse, refuseRole } from './may-use.ts';
import type { Prompts } from './prompts.ts';
import { createRunner, readCommand, suggest } from './run-command.ts';
import type { ButtonSeal } from './seal-buttons.ts';
import { replaceAnswer, type SentMessage, sendAnswer } from './send-answer.ts';
import { setMenus } from './set-menus.ts';
import { showTyping } from './show-typing.ts';
import type { TelegramLine } from './telegram-line.ts';

export interface ResponderOptions extends CommandDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly commands: readonly Command[];
  readonly updates: UpdateBook;
  readonly seal: ButtonSeal;
  readonly closeQuestions: CloseQuestions;
  readonly prompts: Prompts;
  readonly log: Log;
  readonly scrubber: Scrubber;
}

type AdminVisit = Visit & { kind: 'message' | 'press' };
type Unread = Omit<Call, 'argument'>;
export type Responder = (visit: AdminVisit, language: Language) => Promise<void>;

/** Answers what an admin wrote or pressed, once, however often it comes. */
export function createResponder(options: ResponderOptions): Responder {
  const { line, texts, commands, members, updates, seal, clock, prompts } = options;
  const runner = createRunner(options, options.log, text => options.scrubber.scrub(text));
  const run = async (command: Command, call: Call) => {
    const answer = await showTyping(line, Number(call.admin), () => runner(command, call));
    if (answer.expects !== undefined) await prompts.expect(call.admin, answer.expects);
    return allowButtons(answer, commands, call.role);
  };
  const albums = new Map<number, { readonly group: string; readonly sent: SentMessage }>();
  /** A command; or the words that a command asked for before. */
  const readMessage = async (text: string, admin: string) => {
    const read = readCommand(text);
    if (read.name !== undefined) {
      await prompts.forget(admin);
      return read;
    }
    const [, name, argument = ''] = /^(\w+):(.*)$/s.exec((await prompts.take(admin)) ?? '') ?? [];
    return name === undefined ? read : { name, argument: `${argument} ${read.argument}`.trim() };
  };
  const find = (name: string | undefined) => commands.find(command => command.name === name);

  /** Whatever was done: a question may be answered by it. Who only looked has answered none that another has. */
  const close = async (command: Command, { admin, name, argument }: Call, replaced?: number) => {
    if (mayUse(command, 'viewer', argument)) return;
    const deed = { admin, name, command: command.name, argument };
    await options
      .closeQuestions(replaced === undefined ? deed : { ...deed, replaced })
      .catch((error: Error) => options.log.warn('Questions could not be closed', { error: error.message }));
  };
  const sayLocked = createLockedAnswer(options);

  const answerMessage = async (visit: Visit & { kind: 'message' }, call: Unread) => {
    const { name, argument } =
      visit.more?.file === undefined ? await readMessage(visit.text, call.admin) : { argument: '' };
    const usable = commands.filter(({ roles }) => roles.includes(call.role));
    const listening = name === undefined ? usable.find(({ listens }) => listens === true) : undefined;
    const command = listening ?? (name === 'settle' ? undefined : find(name));
    const heard = listening && { heard: { text: visit.text, ...visit.more } };
    const answer = command
      ? await run(command, { ...call, argument, ...heard })
      : suggest(name, usable, call);
    await reply(visit, answer);
    if (command) await close(command, { ...call, argument });
    // Only now is there a chat to which a menu can belong.
    const member = members.find(call.admin);
    if (name === 'start' && member !== undefined) await setMenus(line, texts, commands, [member]);
  };

  /** Pictures that came together have one answer, which says at last what became of all of them. */
  const reply = async ({ admin, more }: Visit & { kind: 'message' }, answer: Answer) => {
    const last = albums.get(admin);
    albums.delete(admin);
    if (more?.group === undefined || answer.anew === true)
      return void (await sendAnswer(line, admin, answer));
    if (last?.group === more.group) await replaceAnswer(line, last.sent, answer);
    const sent = last?.group === more.group ? last.sent : await sendAnswer(line, admin, answer);
    albums.set(admin, { group: more.group, sent });
  };

  /** What a button asks for, or why nothing comes of it. */
  const readPress = async (visit: Visit & { kind: 'press' }, unread: Unread) => {
    const opened = await seal.open(visit.data, visit.admin);
    if (opened === 'old') return { why: unread.say('button.old') };
    if (opened === 'forged') return { why: unread.say('button.void') };
    const [, name, argument = ''] = /^(\w+):(.*)$/s.exec(opened.data) ?? [];
    const command = find(name);
    if (command === undefined) return { why: unread.say('question.over') };
    const call = { ...unread, argument: argument.trim() };
    if (!mayUse(command, call.role, call.argument)) return { why: refuseRole(command, call) };
    return { command, call };
  };

  const answerPress = async (visit: Visit & { kind: 'press' }, unread: Unread) => {
    const read = await readPress(visit, unread);
    const notice = read.why === undefined ? {} : { text: read.why, show_alert: true };
    // Beside the command, which may be urgent while Telegram is slow.
    const answered = line
      .call('answerCallbackQuery', { callback_query_id: visit.query, ...notice })
      .catch(() => {});
    if (read.command === undefined) return void (await answered);
    await prompts.forget(unread.admin);
    const answer = await run(read.command, read.call);
    await answered;
    if (read.command.inPlace === true && visit.message !== undefined) {
      await replaceAnswer(line, { chat: visit.admin, message: visit.message }, answer);
    } else {
      await sendAnswer(line, visit.admin, answer);
    }
    await close(read.command, read.call, read.command.inPlace === true ? visit.message : undefined);
  };

  return async (visit, language) => {
    if (!(await updates.claim(visit.update, clock.now()))) return;
    // Anew, since a member may have been removed or given another role while this waited its turn.
    const member = members.find(String(visit.admin));
    if (member === undefined) return;
    const say = texts.say(language);
    const { timeZone } = options.settings.of(member.id);
    const own = { language, say, ...(timeZone === undefined ? {} : { timeZone }) };
    if (await sayLocked(visit, member.role, say)) return;
    const pressed = visit.kind === 'press';
    const call = { admin: member.id, role: member.role, pressed, name: visit.name, ...own };
    await (visit.kind === 'press' ? answerPress(visit, call) : answerMessage(visit, call));
  };
}
