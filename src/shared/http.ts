/**
 * Reads `Retry-After` in every shape that servers send: seconds (also with a fraction), an HTTP date, an ISO 8601 time.
 * Undefined when the text is none of them.
 */
export function parseRetryAfter(value: string | null | undefined, now: Date): Date | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return new Date(now.getTime() + Math.ceil(Number(text) * 1000));
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(Math.max(time, now.getTime()));
}
