import type { TelegramLine } from './telegram-line.ts';

/** An answer that takes longer than this is announced: a person who waits sees that something happens. */
const AFTER_MS = 400;
/** Telegram shows it for five seconds. */
const AGAIN_MS = 4_000;

/** `typing…` in the chat for as long as the work lasts; that it cannot be shown harms nothing. */
export async function showTyping<Result>(
  line: TelegramLine,
  chat: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const show = () => void line.call('sendChatAction', { chat_id: chat, action: 'typing' }).catch(() => {});
  let again: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    show();
    again = setInterval(show, AGAIN_MS);
  }, AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}
