import type { Temporal } from 'temporal-polyfill';

export interface ResolvedTime {
  readonly at: Date;
  /** The clocks of the zone skip this time. */
  readonly moved: boolean;
}

/** The instant of a wall-clock time: one that does not exist moves forward, one that exists twice is the first. */
export function resolveTime(moment: Temporal.PlainDateTime, timeZone: string): ResolvedTime {
  const zoned = moment.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const moved = zoned.hour !== moment.hour || zoned.minute !== moment.minute;
  return { at: new Date(zoned.epochMilliseconds), moved };
}
