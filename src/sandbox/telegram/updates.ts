import type { JsonObject } from '../../domain/json.ts';
import { ApiError } from './api-error.ts';
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

const CONFLICT =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

export function createUpdates(world: World): Updates {
  const pending: JsonObject[] = [];
  let webhook: Webhook | undefined;
  let allowed: readonly string[] | undefined;
  let waiting: { wake(): void; stop(): void } | undefined;
  let listener = () => {};

  const confirm = (before: number) => {
    const kept = pending.filter(update => Number(update.update_id) >= before);
    pending.splice(0, pending.length, ...kept);
  };

  const updates: Updates = {
    pending,
    lastError: undefined,
    confirm,
    get webhook() {
      return webhook;
    },
    setWebhook(next) {
      webhook = next;
      if (next?.allowed !== undefined) allowed = next.allowed;
      waiting?.stop();
      listener();
    },
    onPush(added) {
      listener = added;
    },
    push(update) {
      if (!isAllowed(update, allowed)) return;
      world.counters.update += 1;
      pending.push({ update_id: world.counters.update, ...update });
      waiting?.wake();
      if (webhook !== undefined) listener();
    },
    drop: () => void pending.splice(0),
    restore: restored => void pending.splice(0, pending.length, ...restored),
    async poll(poll) {
      if (poll.allowed !== undefined) allowed = poll.allowed;
      waiting?.stop();
      // A negative offset counts from the end, and forgets what is before.
      const offset = poll.offset < 0 ? Number(pending.at(poll.offset)?.update_id ?? 0) : poll.offset;
      confirm(offset);
      if (pending.length === 0 && poll.timeoutMs > 0) await wait(poll.timeoutMs);
      return pending.slice(0, poll.limit);
    },
  };

  function wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(resolve), timeoutMs);
      // A poll that nobody listens to any more must not keep the process alive.
      timer.unref();
      const entry = { wake: () => end(resolve), stop: () => end(() => reject(new ApiError(409, CONFLICT))) };
      const end = (settle: () => void) => {
        clearTimeout(timer);
        if (waiting === entry) waiting = undefined;
        settle();
      };
      waiting = entry;
    });
  }

  return updates;
}

function isAllowed(update: JsonObject, allowed: readonly string[] | undefined): boolean {
  const [kind = ''] = Object.keys(update);
  return allowed === undefined || allowed.length === 0 ? !UNASKED.has(kind) : allowed.includes(kind);
}
