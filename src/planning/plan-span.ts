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
  const clock = clocks.get(timeZone) ?? { format: formatIn(timeZone), at: Number.NaN, text: '' };
  clocks.set(timeZone, clock);
  if (clock.at !== at.getTime()) {
    clock.text = clock.format.format(at);
    clock.at = at.getTime();
  }
  return clock.text;
}

/** Making one takes a thousand times as long as using it; and a plan asks for each time once for each place. */
const clocks = new Map<string, { readonly format: Intl.DateTimeFormat; at: number; text: string }>();

/** Sweden writes dates as ISO 8601 does. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  return new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: two, day: two, hour: two, minute: two },
  });
}
