import type { Temporal } from 'temporal-polyfill';

export interface ResolvedTime {
  readonly at: Date;
  /** The clocks of the zone skip this time. */
  readonly moved: boolean;
}

/** The instant of a wall-clock time: one that does not exist moves forward, one that exists twice is the first. */
export function resolveTime(moment: Temporal.PlainDateTime, timeZone: string): ResolvedTime {
  const zoned = moment.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const moved = zoned.day !== moment.day || zoned.hour !== moment.hour || zoned.minute !== moment.minute;
  return { at: new Date(zoned.epochMilliseconds), moved };
}

/** What the clocks of a zone make of a wall-clock time: some are skipped when they go forward, some come twice when they go back. */
export type ClockFact = 'once' | 'skipped' | 'twice';

/** For a time that a person is shown before it counts. */
export function explainTime(
  moment: Temporal.PlainDateTime,
  timeZone: string,
): { readonly at: Date; readonly clocks: ClockFact } {
  const { at, moved } = resolveTime(moment, timeZone);
  if (moved) return { at, clocks: 'skipped' };
  const later = moment.toZonedDateTime(timeZone, { disambiguation: 'later' });
  return { at, clocks: later.epochMilliseconds === at.getTime() ? 'once' : 'twice' };
}
