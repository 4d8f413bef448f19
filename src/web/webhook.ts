import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../shared/log.ts';

export interface WebhookOptions {
  /** Where it is called, below the server's root. */
  readonly path: string;
  /** What Telegram was told to bring along. */
  readonly secret: string;
  /** Begins with an update and returns at once; false while nobody is there to take it. */
  readonly take: (update: unknown) => boolean;
  readonly log: Log;
}

/** Where Telegram brings updates. */
export interface Webhook {
  readonly app: Hono;
  /** How many calls did not know the secret. Who they were is not looked at. */
  refused(): number;
}

/** Far above what any update has. */
const MOST_BYTES = 1024 * 1024;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const MINUTE_MS = 60_000;

/**
 * 401 without the secret, whatever else is asked; 200 as soon as the update is handed on, so that Telegram brings it once;
 * 503 while nobody takes it, so that Telegram brings it again.
 */
export function createWebhook({ path, secret, take, log }: WebhookOptions): Webhook {
  const app = new Hono();
  const wanted = digest(secret);
  let refused = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  app.post(
    path,
    async (context, next) => {
      // Digests have one length, and comparing them takes one time.
      if (timingSafeEqual(digest(context.req.header(SECRET_HEADER) ?? ''), wanted)) return next();
      refused += 1;
      if (performance.now() - saidAt > MINUTE_MS) {
        saidAt = performance.now();
        log.warn('The webhook was called with a wrong secret', { refused });
      }
      return context.body(null, 401);
    },
    bodyLimit({ maxSize: MOST_BYTES, onError: context => context.body(null, 413) }),
    async context => {
      const update = parse(await context.req.text());
      if (update === undefined) return context.body(null, 400);
      return context.body(null, take(update) ? 200 : 503);
    },
  );
  return { app, refused: () => refused };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
