import { remoteTime, timeAfter } from '../../shared/http.ts';

/** `RateLimit-Reset` is in seconds of the server's own clock; the answer's `Date` says how far that one is off. A second ahead at least. */
export function resetTime(
  headers: Readonly<Record<string, string | undefined>>,
  now: Date,
): Date | undefined {
  const reset = Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000;
  return timeAfter(now, Math.max(reset - remoteTime(headers.date, now), 1000));
}
