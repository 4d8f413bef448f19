/** Nobody means a longer wait than a year: such a number is nonsense, and says nothing. */
const LONGEST_WAIT_MS = 366 * 86_400_000;

/** The time after a wait that a server asks for, in milliseconds; now where it is over. Undefined where the wait is no number, or nonsense. */
export function timeAfter(now: Date, waitMs: number): Date | undefined {
  if (Number.isNaN(waitMs) || waitMs > LONGEST_WAIT_MS) return undefined;
  return new Date(now.getTime() + Math.max(0, Math.ceil(waitMs)));
}

/**
 * Reads `Retry-After` in every shape that servers send: seconds (also with a fraction), an HTTP date, an ISO 8601 time.
 * `date`: the answer's `Date`, which says how far the server's clock is off. Undefined when the text is none of them, or
 * names a time that nobody can mean.
 */
export function parseRetryAfter(
  value: string | null | undefined,
  now: Date,
  date?: string | null,
): Date | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return timeAfter(now, Number(text) * 1000);
  return timeAfter(now, Date.parse(text) - remoteTime(date, now));
}

/** A clock that is off by more than this is none: what it shows is not believed. */
const FARTHEST_OFF_MS = 86_400_000;

/** What time the server's own clock shows, in milliseconds since 1970, by the answer's `Date`; ours where it does not say. */
export function remoteTime(date: string | null | undefined, now: Date): number {
  const shown = Date.parse(date ?? '');
  return Math.abs(shown - now.getTime()) <= FARTHEST_OFF_MS ? shown : now.getTime();
}
