import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../shared/log.ts';
import { ALLOWED_UPDATES, explain, messageOf, waitFor } from './poll-updates.ts';
import { LineError, type TelegramLine } from './telegram-line.ts';

export interface WebhookAddress {
  readonly url: string;
  /** 1–256 of A–Z a–z 0–9 _ - */
  readonly secret: string;
}

export interface KeepWebhookOptions {
  readonly line: TelegramLine;
  readonly webhook: WebhookAddress;
  /** Made once it is set. */
  readonly prepare: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How often is looked whether it is still ours; every 15 minutes unless told. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 15 * 60_000;

/**
 * Sets the webhook and sees to it that it stays, until the signal aborts. Resolves at once, with `refused`, where Telegram
 * does not take the address: then there is nothing but to poll.
 */
export async function keepWebhook(options: KeepWebhookOptions): Promise<'refused' | 'stopped'> {
  const { line, webhook, prepare, log, signal, lookEveryMs = LOOK_EVERY_MS } = options;
  let failures = 0;
  let prepared = false;
  while (!signal.aborted) {
    let waitMs = lookEveryMs;
    try {
      const info = await line.call('getWebhookInfo', {}, { signal });
      if (!prepared || info.url !== webhook.url) await setWebhook(line, webhook, signal);
      if (
        info.url === webhook.url &&
        info.pending_update_count > 0 &&
        info.last_error_message !== undefined
      ) {
        log.warn('Telegram cannot bring updates to PUBLIC_URL', { error: info.last_error_message });
      }
      if (!prepared) await prepare();
      prepared = true;
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof LineError && error.code === 400) {
        log.warn('Telegram does not take PUBLIC_URL as a webhook: the chat polls instead', {
          error: messageOf(error),
        });
        return 'refused';
      }
      failures += 1;
      waitMs = waitFor(error, failures);
      log.warn(explain(error), { error: messageOf(error), failures, waitMs });
    }
    await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
  }
  return 'stopped';
}

/** One call at a time, so that updates come in their order. */
async function setWebhook(
  line: TelegramLine,
  { url, secret }: WebhookAddress,
  signal: AbortSignal,
): Promise<void> {
  await line.call(
    'setWebhook',
    { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: 1 },
    { signal },
  );
}
