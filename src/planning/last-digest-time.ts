import { Temporal } from 'temporal-polyfill';

const MONDAY = 1;

/** The last Monday at `hour` by the clocks of a zone, and the day that names its week: `2027-05-17`. */
export function lastDigestTime(
  timeZone: string,
  hour: number,
  now: Date,
): { readonly at: Date; readonly week: string } {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = here.toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - MONDAY });
  const timeOn = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour }) });
  const day =
    Temporal.ZonedDateTime.compare(timeOn(monday), here) <= 0 ? monday : monday.subtract({ days: 7 });
  return { at: new Date(timeOn(day).epochMilliseconds), week: day.toString() };
}
