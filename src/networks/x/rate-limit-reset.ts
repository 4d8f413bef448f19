import { parseRetryAfter, remoteTime, timeAfter } from '../../shared/http.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The windows that X counts in: its header prefixes. Their resets are epoch seconds of X's own clock. */
export const WINDOWS = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour'] as const;

/**
 * When X will take a call again: the latest reset of the windows that are used up; where none says so, the short window's;
 * else `Retry-After`. By the bot's clock: the answer's `Date` says how far X's is off.
 */
export function rateLimitReset(headers: Headers, now: Date): Date | undefined {
  const usedUp = WINDOWS.filter(window => numberOf(headers, `${window}-remaining`) === 0);
  const resets = (usedUp.length > 0 ? usedUp : [WINDOWS[0]])
    .map(window => numberOf(headers, `${window}-reset`))
    .filter(reset => reset !== undefined);
  if (resets.length === 0)
    return parseRetryAfter(textOf(headers, 'retry-after'), now, textOf(headers, 'date'));
  return timeAfter(now, waitUntilReset(Math.max(...resets), headers, now));
}

/** Milliseconds until a reset in epoch seconds; a second at least. */
export function waitUntilReset(reset: number, headers: Headers, now: Date): number {
  return Math.max(reset * 1000 - remoteTime(textOf(headers, 'date'), now), 1000);
}

export function numberOf(headers: Headers, name: string): number | undefined {
  const text = textOf(headers, name);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function textOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
