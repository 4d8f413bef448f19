import { parseRetryAfter, remoteTime, timeAfter } from '../../shared/http.ts';
import type { Answer } from './answer.ts';

/** A number above this is seconds since 1970, not seconds to wait. */
const LONGEST_WAIT_SECONDS = 10_000_000;

/**
 * When the server wants to be asked again, by the bot's clock: `Retry-After`, else `X-RateLimit-Reset`, which Mastodon
 * writes as a time by its own clock, others as seconds since 1970.
 */
export function retryTime(answer: Answer, now: Date): Date | undefined {
  return parseRetryAfter(answer.header('retry-after'), now, answer.header('date')) ?? resetTime(answer, now);
}

/** When the window ends that the answer tells of. */
export function resetTime(answer: Answer, now: Date): Date | undefined {
  const reset = answer.header('x-ratelimit-reset')?.trim();
  if (reset === undefined || reset === '') return undefined;
  const seconds = Number(reset);
  const date = answer.header('date');
  if (Number.isNaN(seconds) || seconds < LONGEST_WAIT_SECONDS) return parseRetryAfter(reset, now, date);
  return timeAfter(now, seconds * 1000 - remoteTime(date, now));
}
