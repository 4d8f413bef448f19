import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2';
import { DeliveryError, type DeliveryErrorDetails } from '../../domain/delivery-error.ts';
import type { Scrubber } from '../../shared/secrets.ts';
import type { CallPurpose } from './call-purpose.ts';
import { explainRefusal, readProblem } from './explain-refusal.ts';
import { type Headers, rateLimitReset } from './rate-limit-reset.ts';

export interface ErrorContext {
  readonly scrubber: Scrubber;
  readonly now: Date;
  readonly purpose: CallPurpose;
}

type Translation = DeliveryErrorDetails & { readonly message: string };

/** Codes of errors that come before the first byte of a request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const NEVER_SENT_BY_CALL = new Set(['connect', 'getaddrinfo']);

/** Translates what twitter-api-v2 threw; nothing of its errors is kept but their words, without secrets. */
export function toDeliveryError(error: unknown, context: ErrorContext): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { message, ...details } = translate(error, context);
  const cause = new Error(context.scrubber.scrub(describe(error)));
  cause.name = error instanceof Error ? error.name : typeof error;
  return new DeliveryError(context.scrubber.scrub(message), { ...details, cause });
}

function translate(error: unknown, context: ErrorContext): Translation {
  if (error instanceof ApiResponseError) return answered(error, context);
  const unsent = error instanceof ApiRequestError ? requestErrorOf(error) : undefined;
  if (wasNeverSent(unsent)) {
    return {
      kind: 'unavailable',
      message: `X cannot be reached, no connection was made (${unsent.message}).`,
    };
  }
  return unheard('X gave no answer that can be understood', context);
}

function answered(error: ApiResponseError, context: ErrorContext): Translation {
  const headers = error.headers as Headers;
  const retryAt = rateLimitReset(headers, context.now);
  const wait = retryAt === undefined ? {} : { retryAt };
  if (error.code === 429 || error.code === 420) {
    return { kind: 'throttled', message: `X wants fewer calls for a while${said(error)}.`, ...wait };
  }
  if (error.code === 407) {
    return { kind: 'unavailable', message: 'The proxy wants credentials: check PROXY_URL.' };
  }
  if (error.code >= 500 || error.code === 408) {
    return { ...unheard(`X answered with an error of its own (${error.code})`, context), ...wait };
  }
  return explainRefusal(error.code, readProblem(error.data), context.purpose);
}

function unheard(what: string, { purpose }: ErrorContext): Translation {
  return purpose === 'publish' || purpose === 'reply'
    ? { kind: 'unknown', message: `${what}: nobody can say whether the post is there.` }
    : { kind: 'unavailable', message: `${what}.` };
}

function said(error: ApiResponseError): string {
  const { detail } = readProblem(error.data);
  return detail === '' ? '' : ` (${detail})`;
}

/** The library keeps the real error where its own getter does not find it. */
function requestErrorOf(error: ApiRequestError): unknown {
  const options: unknown = Reflect.get(error, '_options');
  return typeof options === 'object' && options !== null ? Reflect.get(options, 'error') : undefined;
}

function wasNeverSent(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  const call: unknown = Reflect.get(error, 'syscall');
  return (
    (typeof code === 'string' && NEVER_SENT.has(code)) ||
    (typeof call === 'string' && NEVER_SENT_BY_CALL.has(call))
  );
}

function describe(error: unknown): string {
  if (error instanceof ApiResponseError) return `HTTP ${error.code}${said(error)}`;
  if (error instanceof ApiRequestError) return `${error.message} ${String(requestErrorOf(error))}`;
  if (error instanceof ApiPartialResponseError) return `${error.message} (partial response)`;
  return String(error);
}

/** What was to be removed is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiResponseError && error.code === 404;
}
