import type { JsonObject } from '../../domain/json.ts';
import { createWaitingPoll } from './waiting-poll.ts';
import type { World } from './world.ts';

/** Left out unless asked for by name. */
const UNASKED = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

export interface Webhook {
  readonly url: string;
  readonly secret: string;
  readonly allowed: readonly string[] | undefined;
}

export interface Poll {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  readonly allowed: readonly string[] | undefined;
}

/** What waits for the bot: it polls, or it is called. */
export interface Updates {
  push(update: JsonObject): void;
  /** Of whatever kind, asked for or not. */
  bring(update: JsonObject): void;
  /** Answers at once when something waits, otherwise when it comes or the time is over. */
  poll(poll: Poll): Promise<readonly JsonObject[]>;
  readonly pending: readonly JsonObject[];
  drop(): void;
  /** Takes the webhook, or none. */
  setWebhook(webhook: Webhook | undefined): void;
  readonly webhook: Webhook | undefined;
  /** Why the last call of the webhook failed. */
  lastError: { readonly date: number; readonly message: string } | undefined;
  /** Called when an update comes while a webhook is set. */
  onPush(listener: () => void): void;
  /** Forgets what was taken: every update with a smaller id. */
  confirm(before: number): void;
  restore(pending: readonly JsonObject[]): void;
}

export function createUpdates(world: World): Updates {
  const pending: JsonObject[] = [];
  let webhook: Webhook | undefined;
  let allowed: readonly string[] | undefined;
  const waiting = createWaitingPoll();
  let listener = () => {};

  const confirm = (before: number) => {
    const kept = pending.filter(update => Number(update.update_id) >= before);
    pending.splice(0, pending.length, ...kept);
  };

  const bring = (update: JsonObject) => {
    world.counters.update += 1;
    pending.push({ update_id: world.counters.update, ...update });
    waiting.wake();
    if (webhook !== undefined) listener();
  };

  return {
    pending,
    lastError: undefined,
    confirm,
    get webhook() {
      return webhook;
    },
    setWebhook(next) {
      webhook = next;
      if (next?.allowed !== undefined) allowed = next.allowed;
      waiting.sendAway();
      listener();
    },
    onPush(added) {
      listener = added;
    },
    push(update) {
      if (isAllowed(update, allowed)) bring(update);
    },
    bring,
    drop: () => void pending.splice(0),
    restore: restored => void pending.splice(0, pending.length, ...restored),
    async poll(poll) {
      if (poll.allowed !== undefined) allowed = poll.allowed;
      waiting.sendAway();
      // A negative offset counts from the end, and forgets what is before.
      const offset = poll.offset < 0 ? Number(pending.at(poll.offset)?.update_id ?? 0) : poll.offset;
      confirm(offset);
      if (pending.length === 0 && poll.timeoutMs > 0) await waiting.wait(poll.timeoutMs);
      return pending.slice(0, poll.limit);
    },
  };
}

function isAllowed(update: JsonObject, allowed: readonly string[] | undefined): boolean {
  const kind = Object.keys(update).find(key => key !== 'update_id') ?? '';
  return allowed === undefined || allowed.length === 0 ? !UNASKED.has(kind) : allowed.includes(kind);
}
