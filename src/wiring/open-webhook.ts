import { createHmac } from 'node:crypto';
import type { WebhookAddress } from '../admin/keep-webhook.ts';
import type { Settings } from '../config.ts';
import type { Log } from '../shared/log.ts';
import { createWebhook, type Webhook } from '../web/webhook.ts';

const PATH = '/telegram/webhook';

/** The webhook of PUBLIC_URL, before there is a chat to take what it is brought. */
export interface OpenWebhook extends Webhook {
  readonly address: WebhookAddress;
  /** From now on updates go there. */
  bringTo(take: (update: unknown) => void): void;
}

/** None without PUBLIC_URL: then the chat polls. The secret is made of the token, so that it is the same after a restart. */
export function openWebhook({ publicUrl, networks }: Settings, log: Log): OpenWebhook | undefined {
  const token = networks.get('telegram')?.TELEGRAM_BOT_TOKEN;
  if (publicUrl === undefined || token === undefined) return undefined;
  const secret = createHmac('sha256', token).update('solidarity webhook').digest('base64url');
  let taker: ((update: unknown) => void) | undefined;
  const webhook = createWebhook({
    path: PATH,
    secret,
    log,
    take(update) {
      taker?.(update);
      return taker !== undefined;
    },
  });
  return {
    ...webhook,
    address: { url: `${publicUrl.replace(/\/+$/, '')}${PATH}`, secret },
    bringTo(take) {
      taker = take;
    },
  };
}
