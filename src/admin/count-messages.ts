import { setTimeout as sleep } from 'node:timers/promises';
import type { TelegramLine } from './telegram-line.ts';

/** What is sent to a chat, and what only shows that somebody types. */
const MESSAGE = /^(?:send(?!ChatAction)|copy|forward|edit)/;

/** The ledger is not waited for any longer: an admin's word goes before an exact count. */
const PATIENCE_MS = 500;

/** The same line, whose messages are counted. One that cannot be counted is sent all the same. */
export function countMessages(line: TelegramLine, count: (() => Promise<void>) | undefined): TelegramLine {
  if (count === undefined) return line;
  return {
    ...line,
    async call(method, payload, limits) {
      if (MESSAGE.test(method)) {
        await Promise.race([count().catch(() => {}), sleep(PATIENCE_MS, undefined, { ref: false })]);
      }
      return line.call(method, payload, limits);
    },
  };
}
