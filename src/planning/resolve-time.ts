import type { Temporal } from 'temporal-polyfill';

/** The instant of a wall-clock time: one that does not exist moves forward, one that exists twice is the first. */
export function resolveTime(moment: Temporal.PlainDateTime, timeZone: string): Date {
  return new Date(moment.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** Whether a wall-clock time is skipped by the clocks of the zone. */
export function isSkipped(moment: Temporal.PlainDateTime, timeZone: string): boolean {
  return !moment.toZonedDateTime(timeZone).toPlainDateTime().equals(moment);
}
