import { MastoHttpError } from 'masto';
import { DeliveryError, type DeliveryErrorDetails } from '../../domain/delivery-error.ts';
import type { Scrubber } from '../../shared/secrets.ts';
import type { Answer } from './answer.ts';
import { type CallPurpose, hasEffectThatCounts } from './call-purpose.ts';
import { retryTime } from './retry-time.ts';
import { wasNeverSent } from './was-never-sent.ts';

export interface ErrorContext {
  /** The head of the answer, if one came. */
  readonly answer: Answer | undefined;
  readonly purpose: CallPurpose;
  readonly scrubber: Scrubber;
  readonly now: Date;
}

type Translation = DeliveryErrorDetails & { readonly message: string };

/** 408: not heard in full; 409: the same call is being answered already; 425: to be sent again. */
const SAYS_NOTHING = new Set([408, 409, 425]);

/** Translates what masto or `fetch` threw; nothing of their errors is kept but the words, without secrets. */
export function toDeliveryError(error: unknown, context: ErrorContext): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { message, ...details } = translate(error, context);
  const cause = new Error(context.scrubber.scrub(describe(error)));
  cause.name = error instanceof Error ? error.name : typeof error;
  return new DeliveryError(context.scrubber.scrub(message), { ...details, cause });
}

function translate(error: unknown, context: ErrorContext): Translation {
  const { answer } = context;
  if (answer !== undefined) return answered(answer, error, context);
  if (wasNeverSent(error)) {
    return { kind: 'unavailable', message: 'The Mastodon server cannot be reached: no connection was made.' };
  }
  return unheard('The Mastodon server gave no answer', context);
}

function answered(answer: Answer, error: unknown, context: ErrorContext): Translation {
  const { status } = answer;
  const said = error instanceof MastoHttpError && error.message ? `: ${error.message}` : '';
  if (status === 429) {
    const retryAt = retryTime(answer, context.now);
    return {
      kind: 'throttled',
      message: `Mastodon wants fewer calls for a while${said}`,
      ...(retryAt && { retryAt }),
    };
  }
  if (status === 407)
    return { kind: 'unavailable', message: 'The proxy wants credentials: check PROXY_URL.' };
  if (status >= 300 && status < 400) {
    return {
      kind: 'unavailable',
      message: 'The Mastodon server sends callers to another address: check MASTODON_URL.',
    };
  }
  if (status < 300) return unheard('The Mastodon server gave an answer that cannot be understood', context);
  if (status >= 500 || SAYS_NOTHING.has(status)) {
    const retryAt = answer.header('retry-after') === undefined ? undefined : retryTime(answer, context.now);
    const heard = unheard(`The Mastodon server answered ${status}${said}`, context);
    return { ...heard, ...(retryAt && { retryAt }) };
  }
  return refused(status, said, error instanceof MastoHttpError, context);
}

function refused(status: number, said: string, inJson: boolean, { purpose }: ErrorContext): Translation {
  if (status === 401 || (status === 403 && inJson)) {
    return {
      kind: 'rejected',
      reason: 'credentials',
      message: `Mastodon does not accept the access token for this${said}: renew MASTODON_ACCESS_TOKEN.`,
    };
  }
  if (status === 404 || status === 410) {
    const what = purpose === 'reply' ? 'the post that this one answers' : 'what was asked for';
    return { kind: 'rejected', reason: 'gone', message: `The Mastodon server does not have ${what}${said}` };
  }
  return { kind: 'rejected', reason: 'content', message: `Mastodon refused it (${status})${said}` };
}

function unheard(what: string, { purpose }: ErrorContext): Translation {
  return hasEffectThatCounts(purpose)
    ? { kind: 'unknown', message: `${what}; nobody can say whether the post is there.` }
    : { kind: 'unavailable', message: `${what}.` };
}

function describe(error: unknown): string {
  if (error instanceof MastoHttpError) return `HTTP ${error.statusCode}: ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${describe(error.cause)})` : error.message;
}
