import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import { block } from './answer.ts';
import type { AskedMessages } from './asked-messages.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import { replaceAnswer, type SentMessage } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

/** Who did what that may have answered a question. The name is shown, never kept. */
export interface Deed {
  readonly admin: string;
  readonly name: string;
  readonly command: string;
  readonly argument: string;
  /** The message that its answer has replaced already. */
  readonly replaced?: number;
}

export interface CloserDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly useCases: Pick<UseCases, 'seeing'>;
  readonly asked: AskedMessages;
  readonly languageOf: (chat: number) => Language;
}

/**
 * Lets every message of a question that is open no more say so: by whom and what, or that no answer is needed. However it
 * was answered: by a button, by a command, on the terminal, or by what happened since.
 */
export type CloseQuestions = (deed?: Deed) => Promise<void>;

export function createCloser(dependencies: CloserDependencies): CloseQuestions {
  const { line, texts, useCases, asked, languageOf } = dependencies;
  return async deed => {
    await asked.load();
    // Before it is looked which are open: what is asked in between is open, and would not be among them.
    const known = asked.subjects();
    if (known.length === 0) return;
    const open = await useCases.seeing.openSubjects();
    for (const subject of known.filter(one => !open.has(one))) {
      const messages = await asked.take(subject);
      const isReplaced = ({ chat, message }: SentMessage) =>
        String(chat) === deed?.admin && message === deed.replaced;
      const others = messages.filter(message => !isReplaced(message));
      const edits = others.map(message => {
        const say = texts.say(languageOf(message.chat));
        return replaceAnswer(line, message, { blocks: [block(closing(message.title, deed, say))] });
      });
      await Promise.allSettled(edits);
    }
  };
}

function closing(title: string, deed: Deed | undefined, say: Say): string {
  if (deed === undefined) return say('question.gone', { title });
  return say('question.closed', { title, answer: answerOf(deed, say), name: deed.name });
}

/** What a command answers, by the words of the button that gives it. */
const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/^publish /, 'stale.publish'],
  [/^cancel /, 'stale.cancel'],
  [/^figures confirm/, 'reading.confirm'],
  [/^figures undo/, 'reading.undo'],
  [/^figures /, 'stale.update'],
  [/^resume /, 'resume.pause'],
  [/^drop /, 'drop.button'],
];

function answerOf({ command, argument }: Deed, say: Say): string {
  const given = `${command} ${argument}`;
  const known = ANSWERS.find(([pattern]) => pattern.test(given));
  return known === undefined ? `/${given.trim()}` : say(known[1]);
}
