import { Temporal } from 'temporal-polyfill';
import type { ChosenTime } from './choose-time.ts';
import { occurrenceAt } from './delivery-id.ts';
import type { OccasionDay } from './list-occasion-days.ts';

/** A figure has got another value. */
export interface FigureChange {
  readonly figure: string;
  /** When the bot noticed; the same at every call, since it tells the change from others. */
  readonly at: Date;
}

/**
 * The days of an occasion that comes when one of its figures changes: at the change itself or, where the post has a
 * time, the first such time after it. Figures that change together are one occasion.
 */
export function listChangeDays(
  figures: readonly string[],
  changes: readonly FigureChange[],
  { time, timeZone }: Pick<ChosenTime, 'time' | 'timeZone'>,
): readonly OccasionDay[] {
  return changes
    .filter(({ figure }) => figures.includes(figure))
    .map(({ at }) => {
      const key = occurrenceAt(at);
      const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
      const date = here.toPlainDate();
      if (time === undefined) return { key, date, time: here.toPlainTime() };
      const past = Temporal.PlainTime.compare(Temporal.PlainTime.from(time), here.toPlainTime()) < 0;
      return { key, date: past ? date.add({ days: 1 }) : date };
    });
}
