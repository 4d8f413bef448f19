import { TelegramError } from 'telegraf';
import { DeliveryError, type DeliveryErrorDetails } from '../../domain/delivery-error.ts';
import { timeAfter } from '../../shared/http.ts';
import type { Scrubber } from '../../shared/secrets.ts';
import type { CallContext } from './call-context.ts';
import { knownRefusal } from './known-refusals.ts';

export interface ErrorContext extends Pick<CallContext, 'effect' | 'chat'> {
  readonly scrubber: Scrubber;
  readonly now: Date;
}

/** Translates what telegraf threw, by status, code and type. */
export function toDeliveryError(error: unknown, context: ErrorContext): DeliveryError {
  const { message, ...details } =
    error instanceof TelegramError ? answered(error, context) : unanswered(error, context);
  return new DeliveryError(context.scrubber.scrub(message), {
    ...details,
    cause: harmless(error, context.scrubber),
  });
}

type Translation = DeliveryErrorDetails & { readonly message: string };

function answered(error: TelegramError, context: ErrorContext): Translation {
  const { code, description } = error;
  const where = context.chat === undefined ? '' : ` in ${context.chat}`;
  if (code === 429) return throttled(error, context.now);
  if (code === 401 || code === 404) {
    return {
      kind: 'rejected',
      reason: 'credentials',
      message:
        'Telegram does not accept the bot token: check TELEGRAM_BOT_TOKEN, or get a new one from @BotFather.',
    };
  }
  if (code === 403) {
    return {
      kind: 'rejected',
      reason: 'credentials',
      message: `Telegram does not let the bot act${where} (${description}): make it an administrator there again.`,
    };
  }
  if (code >= 400 && code < 500) return refused(error, where);
  return unheard(`Telegram answered with an error of its own (${code || 'no code'})`, context.effect);
}

function throttled(error: TelegramError, now: Date): Translation {
  // Whatever stands there: the library has looked at nothing of it.
  const retryAt = timeAfter(now, Number(error.parameters?.retry_after ?? Number.NaN) * 1000);
  const message = 'Telegram wants fewer messages for a while.';
  return { kind: 'throttled', message, ...(retryAt && { retryAt }) };
}

function refused(error: TelegramError, where: string): Translation {
  const moved = error.parameters?.migrate_to_chat_id;
  if (moved !== undefined) {
    const message = `The group${where} has become a supergroup: use its new id ${moved} in the settings.`;
    return { kind: 'rejected', reason: 'gone', message };
  }
  const reason = knownRefusal(error.description)?.reason ?? 'content';
  return { kind: 'rejected', reason, message: `Telegram refused the call${where}: ${error.description}.` };
}

/** Codes with which the connection was never made: not a byte of the call has left. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function unanswered(error: unknown, context: ErrorContext): Translation {
  const code = codeOf(error);
  if (NEVER_SENT.has(code ?? '')) {
    return { kind: 'unavailable', message: `Telegram cannot be reached (${code}).` };
  }
  return unheard(`Telegram gave no answer that can be understood (${code ?? nameOf(error)})`, context.effect);
}

function unheard(what: string, effect: CallContext['effect']): Translation {
  return effect === 'changes'
    ? { kind: 'unknown', message: `${what}: nobody can say whether the call had its effect.` }
    : { kind: 'unavailable', message: `${what}.` };
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The library's errors hold the token in messages, stacks and URLs: what is kept is a new error with the words alone. */
function harmless(error: unknown, scrubber: Scrubber): Error {
  const cause = new Error(scrubber.scrub(error instanceof Error ? error.message : String(error)));
  cause.name = nameOf(error);
  return cause;
}
