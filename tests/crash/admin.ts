import type { ChatMessage, SandboxChat } from '../../src/sandbox/sandbox-chat.ts';
import type { TelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { type Language, threadOf } from './write-campaign.ts';

/** How often the admin looks at the chat, and how long a press may go unanswered before it is made again. */
const LOOK_EVERY_MS = 250;
const PRESS_AGAIN_MS = 6_000;

/** A part of which nobody but the admin could say whether it was there. */
export interface Answer {
  readonly place: string;
  readonly thread: number;
  readonly language: Language;
  /** From 1. */
  readonly part: number;
  readonly answer: 'there' | 'again';
}

/** Answers the bot's questions as a person does: looks at the channel, and presses a button. */
export interface Admin {
  readonly answers: () => readonly Answer[];
  /** Resolves when a button is pressed next. */
  pressed(): Promise<void>;
  stop(): void;
}

export function startAdmin(telegram: TelegramSandbox): Admin {
  const answers = new Map<string, Answer>();
  const pressedAt = new Map<number, number>();
  const chat = telegram.adminChat;
  let next = Promise.withResolvers<void>();
  const look = () => {
    for (const message of chat.messages()) {
      const question = readQuestion(message);
      if (question === undefined) continue;
      if (performance.now() < (pressedAt.get(message.id) ?? -PRESS_AGAIN_MS) + PRESS_AGAIN_MS) continue;
      pressedAt.set(message.id, performance.now());
      const answer = answers.get(question.key) ?? {
        ...question.about,
        answer: truth(telegram, question.about),
      };
      answers.set(question.key, answer);
      press(chat, message, `${question.key} ${answer.answer}`);
      next.resolve();
      next = Promise.withResolvers();
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    answers: () => [...answers.values()],
    pressed: () => next.promise,
    stop: () => clearInterval(timer),
  };
}

/** The button that says so; the bot has sealed what stands in it. */
function press(chat: SandboxChat, message: ChatMessage, words: string): void {
  const button = message.buttons.flat().find(({ data }) => data?.startsWith(words));
  if (button?.data === undefined) throw new Error(`there is no button "${words}"`);
  // A bot that is dead answers no press; it is made again.
  chat.press(message.id, button.data, 'en').catch(() => {});
}

type About = Omit<Answer, 'answer'>;

/** What a message asks; undefined: nothing, or no more. */
function readQuestion({ text, buttons }: ChatMessage): { key: string; about: About } | undefined {
  const [button] = buttons.flat().flatMap(({ data }) => /^(settle:\S+) there/.exec(data ?? '')?.[1] ?? []);
  if (button === undefined) return undefined;
  const [, thread] = /“Thread (\d+)”/.exec(text) ?? [];
  const [, place, language] = /sent to (telegram-(en|ru))/.exec(text) ?? [];
  const [, part] = /part (\d+) of \d+/.exec(text) ?? [];
  if (thread === undefined || place === undefined || part === undefined) {
    throw new Error(`nobody could answer this question: ${text}`);
  }
  const about = { place, thread: Number(thread), language: language as Language, part: Number(part) };
  return { key: button, about };
}

/** The parts of a thread go out one after the other, so there are as many as were published. */
function truth(telegram: TelegramSandbox, { thread, language, part }: About): Answer['answer'] {
  const there = telegram.timeline().filter(({ text }) => {
    const found = threadOf(text);
    return found?.thread === thread && found.language === language;
  });
  return there.length >= part ? 'there' : 'again';
}
