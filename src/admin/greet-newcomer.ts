import type { Language } from '../domain/language.ts';
import type { Clock } from '../shared/clock.ts';
import { type Answer, block } from './answer.ts';
import type { ChatTexts } from './chat-texts.ts';
import { sendAnswer } from './send-answer.ts';
import type { TaskLines } from './task-lines.ts';
import type { TelegramLine } from './telegram-line.ts';

/** Shows a stranger who says `/start` the public channels; keeps nothing about them. Waits for nothing. */
export type Greeter = (chat: number, languageCode: string | undefined) => void;

const MOST_PER_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Strangers wait for each other and for nobody else. */
const LINE_OF_STRANGERS = 0.5;

export interface GreeterDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  /** The address of the public channel in each language. */
  readonly channels: Readonly<Record<Language, string>>;
  readonly clock: Clock;
  readonly tasks: TaskLines;
}

/** A crowd is answered as far as the bot's own limits allow; who it is made of is not looked at. */
export function createGreeter({ line, texts, channels, clock, tasks }: GreeterDependencies): Greeter {
  let greeted: number[] = [];
  return (chat, languageCode) => {
    const now = clock.now().getTime();
    greeted = greeted.filter(at => at > now - MINUTE_MS);
    const answer = offerChannels(channels, texts, languageCode);
    if (answer === undefined || greeted.length >= MOST_PER_MINUTE) return;
    greeted.push(now);
    tasks.add(LINE_OF_STRANGERS, async () => void (await sendAnswer(line, chat, answer)));
  };
}

/** The channel in the stranger's language, the others as further buttons; they open Telegram, so that nothing comes back. */
function offerChannels(
  channels: Readonly<Record<Language, string>>,
  texts: ChatTexts,
  languageCode: string | undefined,
): Answer | undefined {
  const language = texts.choose(languageCode);
  const say = texts.say(language);
  const own = channels[language];
  const shown = own === undefined ? Object.values(channels) : [own];
  if (shown.length === 0) return undefined;
  const links = [...new Set(shown)].flatMap(url => ['\n', { kind: 'link', text: url, url } as const]);
  const open = own === undefined ? [] : [[{ text: say('newcomer.open'), url: own }]];
  const others = Object.entries(channels).filter(([, url]) => url !== own);
  const buttons = others.map(([other, url]) => ({ text: nameOf(other), url }));
  return {
    blocks: [block(say('newcomer.channel'), ...links)],
    buttons: [...open, ...(buttons.length === 0 ? [] : [buttons])],
  };
}

/** As its speakers call it. */
function nameOf(language: Language): string {
  const name =
    new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language;
  return `${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)}`;
}
