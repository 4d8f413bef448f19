/** `RateLimit-Reset` is in seconds of the server's own clock; the answer's `Date` says how far that one is off. */
export function resetTime(
  headers: Readonly<Record<string, string | undefined>>,
  now: Date,
): Date | undefined {
  const reset = Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000;
  if (!Number.isFinite(reset)) return undefined;
  const remoteNow = Date.parse(headers.date ?? '');
  const wait = reset - (Number.isNaN(remoteNow) ? now.getTime() : remoteNow);
  return new Date(now.getTime() + Math.max(wait, 1000));
}
