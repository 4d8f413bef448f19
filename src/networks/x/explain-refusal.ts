import type { DeliveryErrorDetails } from '../../domain/delivery-error.ts';
import type { CallPurpose } from './call-purpose.ts';

/** What X says of a refusal, from either of its shapes: problem+json, or `{errors: [{code, message}]}`. */
export interface Problem {
  readonly detail: string;
  readonly type: string;
  readonly codes: readonly number[];
}

type Explanation = DeliveryErrorDetails & { readonly message: string };

const LONGEST_DETAIL = 300;
const DUPLICATE_CODE = 187;
const CLOCK_CODE = 135;
/** Not authenticated, no account, suspended, revoked token, no right to write, bad data, locked, app suspended. */
const CREDENTIAL_CODES = new Set([32, 63, 64, 89, 99, 215, 261, 326, 416]);
const GONE_CODES = new Set([144, 179, 385, 421]);
const CREDENTIAL_TYPES = new Set(['client-forbidden', 'oauth1-permissions', 'unsupported-authentication']);

export function readProblem(data: unknown): Problem {
  const errors = listOf(fieldOf(data, 'errors'));
  const messages = errors.map(error => textOf(fieldOf(error, 'message')) || textOf(fieldOf(error, 'detail')));
  const detail = textOf(fieldOf(data, 'detail')) || messages.find(message => message !== '') || '';
  return {
    detail: detail.slice(0, LONGEST_DETAIL),
    type: textOf(fieldOf(data, 'type')).split('/').at(-1) ?? '',
    codes: errors.map(error => fieldOf(error, 'code')).filter(code => typeof code === 'number'),
  };
}

/** Why X said no, and what to do, by status, problem type and code. */
export function explainRefusal(status: number, problem: Problem, purpose: CallPurpose): Explanation {
  const detail = problem.detail === '' ? `HTTP ${status}` : problem.detail;
  if (problem.codes.includes(CLOCK_CODE)) {
    return {
      kind: 'unavailable',
      message: `X says that the clock of this machine is off (${detail}): set it right.`,
    };
  }
  if (status === 402)
    return credentials(`X takes money for posts and the account has no credit left (${detail})`);
  if (status === 401) return credentials(`X does not take the credentials (${detail})`);
  if (status === 403) return forbidden(problem, detail, purpose);
  if (status === 404 || problem.codes.some(code => GONE_CODES.has(code))) return gone(detail);
  return { kind: 'rejected', reason: 'content', message: `X refused the call (${detail}).` };
}

function forbidden(problem: Problem, detail: string, purpose: CallPurpose): Explanation {
  if (problem.codes.includes(DUPLICATE_CODE) || /duplicate content/i.test(problem.detail)) {
    return {
      kind: 'unknown',
      reason: 'duplicate',
      message: `X says that the same text is there already (${detail}).`,
    };
  }
  const codes = problem.codes.some(code => CREDENTIAL_CODES.has(code));
  if (codes || CREDENTIAL_TYPES.has(problem.type))
    return credentials(`X does not let the account post (${detail})`);
  if (purpose === 'reply') return replyRefused(detail);
  return { kind: 'rejected', reason: 'content', message: `X refused the post (${detail}).` };
}

function replyRefused(detail: string): Explanation {
  if (/deleted or not visible/i.test(detail)) return gone(detail);
  const advice = 'write a text for X that fits into one post, or publish the rest by hand';
  return {
    kind: 'rejected',
    message: `X does not let this account reply, not even to itself, so the thread cannot go on (${detail}): ${advice}.`,
  };
}

function gone(detail: string): Explanation {
  return {
    kind: 'rejected',
    reason: 'gone',
    message: `What the call is about is not on X any more (${detail}).`,
  };
}

function credentials(what: string): Explanation {
  const advice =
    'check X_API_KEY, X_API_SECRET, X_ACCESS_TOKEN and X_ACCESS_SECRET and what the app may do on console.x.com';
  return { kind: 'rejected', reason: 'credentials', message: `${what}: ${advice}.` };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
