import type { JsonObject } from '../../domain/json.ts';
import type { Updates, Webhook } from './updates.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 5000;
const RETRY_MS = 1000;

/** A bot may answer a webhook's call with a call of its own, whose result it never sees. */
export type PerformAnswer = (method: string, values: JsonObject) => Promise<unknown>;

/** Brings waiting updates to the bot's webhook, one after another, each until it is taken. */
export function callWebhook(world: World, updates: Updates, perform: PerformAnswer): void {
  let busy = false;

  async function bringAll(): Promise<void> {
    if (busy) return;
    busy = true;
    while (updates.webhook !== undefined && updates.pending.length > 0) {
      if (!(await bringOne())) {
        setTimeout(() => void bringAll(), RETRY_MS).unref();
        break;
      }
    }
    busy = false;
  }

  async function bringOne(): Promise<boolean> {
    const { webhook } = updates;
    const [update] = updates.pending;
    if (webhook === undefined || update === undefined) return false;
    try {
      const answer = await post(webhook, update);
      updates.confirm(Number(update.update_id) + 1);
      await performAnswer(answer, perform);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      updates.lastError = { date: Math.floor(world.now().getTime() / 1000), message };
      return false;
    }
  }

  updates.onPush(() => void bringAll());
}

/** Gives the body of the answer; fails unless it is a yes. */
async function post({ url, secret }: Webhook, update: JsonObject): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === '' ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: JSON.stringify(update),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.text();
  if (!response.ok)
    throw new Error(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
  return answer;
}

async function performAnswer(text: string, perform: PerformAnswer): Promise<void> {
  if (!text.startsWith('{')) return;
  const { method, ...values } = JSON.parse(text) as JsonObject;
  if (typeof method === 'string') await perform(method, values);
}
