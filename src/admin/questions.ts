import { createHash } from 'node:crypto';
import { ANSWERS, type Question, type QuestionAnswer, subjectOf } from '../campaign/questions/question.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import { type Answer, block, bold } from './answer.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import { Misunderstood } from './misunderstood.ts';
import { createPresenter } from './present.ts';
import { replaceAnswer, type SentMessage, sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

/** The messages in which admins were asked, so that the others see the answer of the first. */
export interface Questions {
  ask(question: Question, chat: number, language: Language): Promise<void>;
  /** Takes the buttons from what a person was asked, who may not answer any more. */
  forget(chat: number): Promise<void>;
  /** Takes an answer, once. `argument`: `<key> <word>`, as the buttons have it. */
  settle(argument: string, by: { admin: string; name: string; say: Say }): Promise<Answer>;
}

/** As the buttons name them. */
const WORDS: Readonly<Record<QuestionAnswer, string>> = {
  'it is there': 'there',
  'send again': 'again',
  now: 'now',
  'in an hour': 'hour',
  drop: 'drop',
  'try again': 'retry',
  'leave it': 'leave',
};
const KEY_LENGTH = 16;

export function createQuestions(line: TelegramLine, useCases: UseCases, texts: ChatTexts): Questions {
  const asked = new Map<string, { readonly sent: SentMessage; readonly language: Language }[]>();
  const answering = new Set<string>();

  return {
    async ask(question, chat, language) {
      const say = texts.say(language);
      const sent = await sendAnswer(line, chat, describeQuestion(question, useCases, language, say));
      const key = keyOf(question);
      asked.set(key, [...(asked.get(key) ?? []), { sent, language }]);
    },
    async forget(chat) {
      for (const [key, all] of asked) {
        const theirs = all.filter(({ sent }) => sent.chat === chat);
        asked.set(
          key,
          all.filter(one => !theirs.includes(one)),
        );
        const over = (language: Language) => ({ blocks: [block(texts.say(language)('question.over'))] });
        await Promise.allSettled(theirs.map(one => replaceAnswer(line, one.sent, over(one.language))));
      }
    },
    async settle(argument, { admin, name, say }) {
      const [key = '', word = ''] = argument.split(' ');
      if (answering.has(key)) throw new Misunderstood('question.over');
      answering.add(key);
      try {
        const question = (await useCases.questions.open()).find(open => keyOf(open) === key);
        const answer = question && ANSWERS[question.state].find(known => WORDS[known] === word);
        if (question === undefined || answer === undefined) throw new Misunderstood('question.over');
        const [first] = question.deliveries;
        const deliveries = await useCases.questions.answer({ subject: subjectOf(first), answer, admin });
        const settled = (theirs: Say): Answer => {
          const place = deliveries.map(delivery => delivery.place).join(', ');
          const values = { post: first.post, place, answer: theirs(`question.${word}`), name };
          return { blocks: [block(theirs('question.settled', values))] };
        };
        const others = (asked.get(key) ?? []).filter(({ sent }) => String(sent.chat) !== admin);
        asked.delete(key);
        await Promise.allSettled(
          others.map(({ sent, language }) => replaceAnswer(line, sent, settled(texts.say(language)))),
        );
        return settled(say);
      } finally {
        answering.delete(key);
      }
    },
  };
}

function describeQuestion(question: Question, useCases: UseCases, language: Language, say: Say): Answer {
  const { state, deliveries } = question;
  const [first] = deliveries;
  const show = createPresenter(useCases.campaigns(), language, say);
  const values = {
    title: show.title(first.post),
    place: deliveries.map(({ place }) => place).join(', '),
    time: show.time(first.dueAt, first.post),
  };
  const notes = Map.groupBy(deliveries, ({ note = '' }) => note);
  const why = [...notes].map(([note, group]) =>
    notes.size === 1 ? note : `${group.map(({ place }) => place).join(', ')}: ${note}`,
  );
  const key = keyOf(question);
  const button = (answer: QuestionAnswer) => {
    return { text: say(`question.${WORDS[answer]}`), data: `settle:${key} ${WORDS[answer]}` };
  };
  return {
    blocks: [
      block(bold(say(`asking.${state}.title`))),
      block(say(`asking.${state}.text`, values)),
      block(why.join('\n')),
    ],
    buttons: [ANSWERS[state].map(button)],
  };
}

/** Names a question in the 64 bytes that a button has, so that it still can be answered after a restart. */
function keyOf({ deliveries: [first] }: Question): string {
  return createHash('sha256').update(subjectOf(first)).digest('base64url').slice(0, KEY_LENGTH);
}
