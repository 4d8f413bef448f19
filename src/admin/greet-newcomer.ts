import type { Language } from '../domain/language.ts';
import type { Clock } from '../shared/clock.ts';
import { block } from './answer.ts';
import type { ChatTexts } from './chat-texts.ts';
import { sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

/** Shows a stranger who says `/start` the public channels; keeps nothing about them. */
export type Greeter = (chat: number, languageCode: string | undefined) => Promise<void>;

const MOST_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** `channels`: the address of the public channel in each language. A crowd is answered as far as the bot's own limits allow. */
export function createGreeter(
  line: TelegramLine,
  texts: ChatTexts,
  channels: Readonly<Record<Language, string>>,
  clock: Clock,
): Greeter {
  let greeted: number[] = [];
  return async (chat, languageCode) => {
    const now = clock.now().getTime();
    greeted = greeted.filter(at => at > now - MINUTE_MS);
    const language = texts.choose(languageCode);
    const own = channels[language];
    const shown = own === undefined ? Object.values(channels) : [own];
    if (shown.length === 0 || greeted.length >= MOST_PER_MINUTE) return;
    greeted.push(now);
    const links = [...new Set(shown)].flatMap(url => ['\n', { kind: 'link', text: url, url } as const]);
    await sendAnswer(line, chat, { blocks: [block(texts.say(language)('newcomer.channel'), ...links)] });
  };
}
