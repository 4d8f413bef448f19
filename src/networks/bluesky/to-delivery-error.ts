import { XRPCError } from '@atproto/api';
import { DeliveryError, type DeliveryErrorDetails } from '../../domain/delivery-error.ts';
import { parseRetryAfter } from '../../shared/http.ts';
import type { Scrubber } from '../../shared/secrets.ts';
import { resetTime } from './reset-time.ts';
import { wasNeverSent } from './was-never-sent.ts';

/** What a call does on the server: an answer that never came leaves the fate of a change unknown. */
export type CallEffect = 'reads' | 'changes';

export interface ErrorContext {
  readonly scrubber: Scrubber;
  readonly now: Date;
  readonly effect: CallEffect;
}

type Translation = DeliveryErrorDetails & { readonly message: string };

/** Statuses by which the client library says that no answer was understood. */
const UNANSWERED = new Set([1, 2]);

/** Names by which a server turns a session or an account away, whatever the status. */
const TURNED_AWAY = new Set([
  'ExpiredToken',
  'InvalidToken',
  'AuthMissing',
  'AuthFactorTokenRequired',
  'AccountTakedown',
  'AccountSuspended',
  'AccountDeactivated',
]);

/** Translates what the client library threw, by status and error name. */
export function toDeliveryError(error: unknown, context: ErrorContext): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { message, ...details } = translate(error, context);
  return new DeliveryError(context.scrubber.scrub(message), {
    ...details,
    cause: harmless(error, context.scrubber),
  });
}

function translate(error: unknown, context: ErrorContext): Translation {
  if (!(error instanceof XRPCError) || UNANSWERED.has(error.status)) return unanswered(error, context);
  if (error.status === 429) return throttled(error, context.now);
  if (error.status >= 500) {
    const retryAt = parseRetryAfter(error.headers?.['retry-after'], context.now, error.headers?.date);
    const heard = unheard(`Bluesky answered with an error of its own (${error.status})`, context);
    return { ...heard, ...(retryAt && { retryAt }) };
  }
  return refused(error);
}

function refused(error: XRPCError): Translation {
  const said = `${error.error}: ${error.message}`.slice(0, 300);
  if (error.status === 401 || error.status === 403 || TURNED_AWAY.has(error.error)) {
    const advice = 'check BLUESKY_IDENTIFIER and make a new app password for BLUESKY_APP_PASSWORD';
    return {
      kind: 'rejected',
      reason: 'credentials',
      message: `Bluesky does not let the bot in (${said}): ${advice}.`,
    };
  }
  if (error.status === 404) {
    return {
      kind: 'rejected',
      reason: 'gone',
      message: `The server knows no such call (${said}): check BLUESKY_SERVICE.`,
    };
  }
  if (error.error === 'InvalidSwap') {
    return {
      kind: 'rejected',
      message: 'Another record stands on Bluesky under the key of this post; it was left as it is.',
    };
  }
  return { kind: 'rejected', reason: 'content', message: `Bluesky refused the call (${said}).` };
}

function throttled(error: XRPCError, now: Date): Translation {
  const { headers = {} } = error;
  const retryAt = resetTime(headers, now) ?? parseRetryAfter(headers['retry-after'], now, headers.date);
  return {
    kind: 'throttled',
    message: 'Bluesky wants fewer calls for a while.',
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}

function unanswered(error: unknown, context: ErrorContext): Translation {
  if (wasNeverSent(error)) return { kind: 'unavailable', message: 'Bluesky cannot be reached.' };
  return unheard('Bluesky gave no answer that can be understood', context);
}

function unheard(what: string, { effect }: ErrorContext): Translation {
  return effect === 'changes'
    ? { kind: 'unknown', message: `${what}: nobody can say whether the call had its effect.` }
    : { kind: 'unavailable', message: `${what}.` };
}

/** Answers and requests hang on the library's errors, with tokens in them: only their words are kept. */
function harmless(error: unknown, scrubber: Scrubber): Error {
  const cause = new Error(scrubber.scrub(chainOf(error).map(String).join(' <- ')));
  cause.name = error instanceof Error ? error.name : typeof error;
  return cause;
}

function chainOf(error: unknown): readonly unknown[] {
  return error instanceof Error && error.cause !== undefined ? [error, ...chainOf(error.cause)] : [error];
}
