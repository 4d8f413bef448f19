import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import type { Log } from '../shared/log.ts';
import { LineError, type TelegramLine } from './telegram-line.ts';

export interface PollOptions {
  readonly line: TelegramLine;
  /** Made before the first poll and after every failure of it: what the bot must know or set up. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
  /** Returns at once; what it begins goes on beside the polling. */
  readonly handle: (update: Update) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How long the server holds a poll open; an answer that breaks off is noticed after half as long again. */
  readonly pollSeconds: number;
}

/** What the chat wants to hear of. */
export const ALLOWED_UPDATES = ['message', 'callback_query'] as const;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const LAST_CALL_MS = 2000;

/**
 * Long polling until the signal aborts. telegraf's own `launch()` ends on 401 and 409, hangs for 500 s on an answer that
 * breaks off, waits for every handler and cannot be stopped while it waits; so only its client is used.
 */
export async function pollUpdates({
  line,
  prepare,
  handle,
  log,
  signal,
  pollSeconds,
}: PollOptions): Promise<void> {
  let offset = 0;
  let failures = 0;
  let prepared = false;
  while (!signal.aborted) {
    try {
      if (!prepared) await prepare(signal);
      prepared = true;
      const updates = await line.call(
        'getUpdates',
        { offset, timeout: pollSeconds, allowed_updates: ALLOWED_UPDATES },
        { signal, timeoutMs: pollSeconds * 1500 },
      );
      failures = 0;
      for (const update of updates) {
        if (update.update_id < offset) continue;
        offset = update.update_id + 1;
        handle(update);
      }
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      prepared = prepared && !(error instanceof LineError && error.code !== undefined);
      const waitMs = waitFor(error, failures);
      log.warn(explain(error), { error: messageOf(error), failures, waitMs });
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }
  // Tells the server what was handled, so that nothing comes again after a restart.
  if (offset > 0) {
    await line
      .call('getUpdates', { offset, limit: 1, timeout: 0 }, { timeoutMs: LAST_CALL_MS })
      .catch(() => {});
  }
}

/** Longer after each failure, and never shorter than Telegram asks for. */
export function waitFor(error: unknown, failures: number): number {
  const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
  return Math.max(backoff, error instanceof LineError ? (error.retryAfterMs ?? 0) : 0);
}

export function explain(error: unknown): string {
  const code = error instanceof LineError ? error.code : undefined;
  if (code === 401) return 'Telegram does not know the bot any more: renew TELEGRAM_BOT_TOKEN';
  if (code === 409)
    return 'Another program reads the messages of the same bot: stop it, or use a bot of its own';
  return 'The admin chat is out of reach; it is tried again';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
