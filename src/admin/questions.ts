import { createHash } from 'node:crypto';
import { ANSWERS, type Question, type QuestionAnswer, subjectOf } from '../campaign/questions/question.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import { type Answer, block, bold } from './answer.ts';
import type { AskedMessages } from './asked-messages.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import { Misunderstood } from './misunderstood.ts';
import { createPresenter } from './present.ts';
import { dropButtons, replaceAnswer, sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

/** The messages in which members were asked, so that the others see the answer of the first. */
export interface Questions {
  ask(question: Question, chat: number, language: Language, ownZone?: string): Promise<void>;
  /** Asks with words and buttons of its own. `title`: what it is about, in a few words. */
  askAnything(subject: string, title: string, chat: number, answer: Answer): Promise<void>;
  /** Takes an answer, once. `argument`: `<key> <word>`, as the buttons have it. */
  settle(argument: string, by: { admin: string; name: string; say: Say }): Promise<Answer>;
  /** Takes the buttons from what a person was asked, who may not answer any more. */
  forget(chat: number): Promise<void>;
}

export interface QuestionDependencies {
  readonly line: TelegramLine;
  readonly useCases: UseCases;
  readonly texts: ChatTexts;
  readonly asked: AskedMessages;
  readonly languageOf: (chat: number) => Language;
}

/** As the buttons name them. */
const WORDS: Readonly<Record<QuestionAnswer, string>> = {
  'it is there': 'there',
  'send again': 'again',
  now: 'now',
  drop: 'drop',
  'try again': 'retry',
  'leave it': 'leave',
};
const KEY_LENGTH = 16;

export function createQuestions(dependencies: QuestionDependencies): Questions {
  const { line, useCases, texts, asked, languageOf } = dependencies;
  const answering = new Set<string>();
  const isOver = (say: Say) => ({ blocks: [block(say('question.over'))] });
  const ask = async (subject: string, title: string, chat: number, answer: Answer) => {
    const sent = await sendAnswer(line, chat, answer);
    const before = await asked.note(subject, { ...sent, title });
    // One place to answer is enough.
    if (before !== undefined) await dropButtons(line, before);
  };
  return {
    askAnything: ask,
    ask(question, chat, language, ownZone) {
      const say = texts.say(language);
      const show = createPresenter(useCases.campaigns(), language, say, ownZone);
      const [first] = question.deliveries;
      return ask(subjectOf(first), show.title(first.post), chat, describeQuestion(question, show, say));
    },
    async settle(argument, { admin, name, say }) {
      const [key = '', word = ''] = argument.split(' ');
      if (answering.has(key)) throw new Misunderstood('question.over');
      answering.add(key);
      try {
        await asked.load();
        const question = (await useCases.questions.open()).find(open => keyOf(open) === key);
        const answer = question && ANSWERS[question.state].find(known => WORDS[known] === word);
        if (question === undefined || answer === undefined) throw new Misunderstood('question.over');
        const [first] = question.deliveries;
        const subject = subjectOf(first);
        // That it was left as it is changes nothing by which it could be told from one that is open.
        if (question.state === 'failed' && !asked.subjects().includes(subject)) {
          throw new Misunderstood('question.over');
        }
        const deliveries = await useCases.questions.answer({ subject, answer, admin });
        const settled = (theirs: Say): Answer => {
          const place = deliveries.map(delivery => delivery.place).join(', ');
          const values = { post: first.post, place, answer: theirs(`question.${word}`), name };
          return { blocks: [block(theirs('question.settled', values))] };
        };
        const others = (await asked.take(subject)).filter(({ chat }) => String(chat) !== admin);
        await Promise.allSettled(
          others.map(sent => replaceAnswer(line, sent, settled(texts.say(languageOf(sent.chat))))),
        );
        return settled(say);
      } finally {
        answering.delete(key);
      }
    },
    async forget(chat) {
      const theirs = await asked.forget(chat);
      const over = isOver(texts.say(languageOf(chat)));
      await Promise.allSettled(theirs.map(message => replaceAnswer(line, message, over)));
    },
  };
}

function describeQuestion(question: Question, show: ReturnType<typeof createPresenter>, say: Say): Answer {
  const { state, deliveries } = question;
  const [first] = deliveries;
  const values = {
    title: show.title(first.post),
    place: deliveries.map(({ place }) => place).join(', '),
    time: show.time(first.dueAt, first.post),
  };
  const notes = Map.groupBy(deliveries, ({ note = '' }) => note);
  const why = [...notes].map(([note, group]) =>
    notes.size === 1
      ? show.retell(note, first.post)
      : `${group.map(({ place }) => place).join(', ')}: ${show.retell(note, first.post)}`,
  );
  const key = keyOf(question);
  const button = (answer: QuestionAnswer) => {
    return { text: say(`question.${WORDS[answer]}`), data: `settle:${key} ${WORDS[answer]}` };
  };
  // Asks for a time in words.
  const move = { text: say('question.move'), data: `move:${first.post}/${first.occurrence}` };
  const addMove = (answer: (typeof ANSWERS)['missed'][number]) =>
    answer === 'now' ? [button(answer), move] : [button(answer)];
  return {
    blocks: [
      block(bold(say(`asking.${state}.title`))),
      block(say(`asking.${state}.text`, values)),
      block(why.join('\n')),
    ],
    buttons: [state === 'missed' ? ANSWERS.missed.flatMap(addMove) : ANSWERS[state].map(button)],
  };
}

/** Names a question shortly, so that it still can be answered after a restart. */
function keyOf({ deliveries: [first] }: Question): string {
  return createHash('sha256').update(subjectOf(first)).digest('base64url').slice(0, KEY_LENGTH);
}
