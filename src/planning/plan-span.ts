import { Temporal } from 'temporal-polyfill';

/** A year by the clocks of a zone; without one, the twelve months from now on. */
export function planSpan(
  timeZone: string,
  now: Date,
  year: number | undefined,
): { readonly from: Date; readonly until: Date } {
  if (year === undefined) {
    const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
    return { from: now, until: new Date(here.add({ years: 1 }).epochMilliseconds) };
  }
  const newYear = (of: number) =>
    new Date(
      Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
    );
  return { from: newYear(year), until: newYear(year + 1) };
}

/** `2027-05-21 09:00`, by the clocks of a zone. */
export function wallTime(at: Date, timeZone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return here.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
