import type { Language } from '../domain/language.ts';
import { ROLES, type Role, type Roster } from '../domain/member.ts';
import type { Answer } from './answer.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import { sendAnswer } from './send-answer.ts';
import type { TaskLines } from './task-lines.ts';
import type { TelegramLine } from './telegram-line.ts';

/** Lets the other admins know what one of them did. Does not wait: the one who acts has the answer first. */
export type TellOthers = (admin: string, answer: (say: Say) => Answer) => void;

export interface TellOthersDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly tasks: TaskLines;
  readonly members: Roster;
  readonly languageOf: (admin: number) => Language;
  /** Only those of these roles; everybody unless told. */
  readonly roles?: readonly Role[];
}

export function createTellOthers(dependencies: TellOthersDependencies): TellOthers {
  const { line, texts, tasks, members, languageOf, roles = ROLES } = dependencies;
  return (admin, answer) => {
    const others = members.list().filter(({ id, role }) => id !== admin && roles.includes(role));
    for (const other of others.map(({ id }) => Number(id))) {
      tasks.add(other, async () => {
        await sendAnswer(line, other, answer(texts.say(languageOf(other))));
      });
    }
  };
}
