import { createHash } from 'node:crypto';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import { type Answer, block, bold } from './answer.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import { Misunderstood } from './misunderstood.ts';
import { createPresenter } from './present.ts';
import { replaceAnswer, type SentMessage, sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

/** The messages in which admins were asked, so that the others see the answer of the first. */
export interface Questions {
  /** Asks one admin where nobody can say whether a delivery was published. */
  ask(delivery: Delivery, chat: number, language: Language): Promise<void>;
  /** Takes an answer, once. `argument`: `<key> there`, `<key> again`. */
  settle(argument: string, by: { admin: string; name: string; say: Say }): Promise<Answer>;
}

const ANSWERS = { there: 'it is there', again: 'send again' } as const;
const PAGE = 100;
const KEY_LENGTH = 16;

export function createQuestions(line: TelegramLine, useCases: UseCases, texts: ChatTexts): Questions {
  const asked = new Map<string, { readonly sent: SentMessage; readonly language: Language }[]>();
  const answering = new Set<string>();

  const question = (delivery: Delivery, language: Language): Answer => {
    const say = texts.say(language);
    const show = createPresenter(useCases.campaigns(), language, say);
    const { post, place, note = '' } = delivery;
    const key = keyOf(delivery);
    const values = { title: show.title(post), place, time: show.time(delivery.dueAt, post) };
    return {
      blocks: [block(bold(say('question.title'))), block(say('question.text', values)), block(note)],
      buttons: [
        [
          { text: say('question.there'), data: `settle:${key} there` },
          { text: say('question.again'), data: `settle:${key} again` },
        ],
      ],
    };
  };

  const settled = (delivery: Delivery, answer: keyof typeof ANSWERS, name: string, say: Say): Answer => {
    const values = { post: delivery.post, place: delivery.place, answer: say(`question.${answer}`), name };
    return { blocks: [block(say('question.settled', values))] };
  };

  return {
    async ask(delivery, chat, language) {
      const sent = await sendAnswer(line, chat, question(delivery, language));
      const key = keyOf(delivery);
      asked.set(key, [...(asked.get(key) ?? []), { sent, language }]);
    },
    async settle(argument, { admin, name, say }) {
      const [key = '', answer = ''] = argument.split(' ');
      if (answer !== 'there' && answer !== 'again') throw new Misunderstood('question.over');
      const delivery = answering.has(key) ? undefined : await findUnknown(useCases, key);
      if (delivery === undefined || answering.has(key)) throw new Misunderstood('question.over');
      answering.add(key);
      try {
        await useCases.settle({ delivery: delivery.id, answer: ANSWERS[answer], admin });
      } finally {
        answering.delete(key);
      }
      const others = (asked.get(key) ?? []).filter(({ sent }) => String(sent.chat) !== admin);
      asked.delete(key);
      await Promise.allSettled(
        others.map(({ sent, language }) =>
          replaceAnswer(line, sent, settled(delivery, answer, name, texts.say(language))),
        ),
      );
      return settled(delivery, answer, name, say);
    },
  };
}

/** Names a delivery in the 64 bytes that a button has, so that it still can be answered after a restart. */
function keyOf({ id, attempts }: Delivery): string {
  return createHash('sha256').update(`${id} ${attempts}`).digest('base64url').slice(0, KEY_LENGTH);
}

async function findUnknown(useCases: UseCases, key: string): Promise<Delivery | undefined> {
  for (let offset = 0; ; offset += PAGE) {
    const { deliveries, total } = await useCases.queue({ limit: PAGE, offset });
    const found = deliveries.find(delivery => delivery.state === 'unknown' && keyOf(delivery) === key);
    if (found !== undefined || offset + PAGE >= total) return found;
  }
}
