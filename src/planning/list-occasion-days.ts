import { Temporal } from 'temporal-polyfill';
import type { Occasion, OccasionRule } from '../domain/campaign.ts';
import { listCronTimes } from './list-cron-times.ts';

/** One time of an occasion. */
export interface OccasionDay {
  /** What tells it from the occasion's other days, and stays when the day moves within its year or month: `2027`. */
  readonly key: string;
  readonly date: Temporal.PlainDate;
  /** Where the occasion itself has a time of day. */
  readonly time?: Temporal.PlainTime;
}

/** The days of an occasion from one day to another, both included. A change of a figure has none: it is not foreseen. */
export function listOccasionDays(
  occasion: Occasion,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): readonly OccasionDay[] {
  const { fromYear = -Infinity, untilYear = Infinity, skip = [] } = occasion;
  const byRule = daysOf(occasion.rule, first, last).filter(
    ({ date }) => date.year >= fromYear && date.year <= untilYear && !skip.includes(date.toString()),
  );
  const taken = new Set(byRule.map(({ date }) => date.toString()));
  const extra = [...new Set(occasion.also ?? [])]
    .filter(date => !taken.has(date))
    .map(date => ({ key: date, date: Temporal.PlainDate.from(date) }));
  return [...byRule, ...extra].filter(({ date }) => isWithin(date, first, last));
}

function daysOf(
  rule: OccasionRule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): readonly OccasionDay[] {
  switch (rule.kind) {
    case 'yearly':
      return yearsBetween(first, last).flatMap(year => dayOfMonth(String(year), year, rule.month, rule.day));
    case 'once': {
      const date = Temporal.PlainDate.from(rule.date);
      return [{ key: String(date.year), date }];
    }
    case 'monthly':
      return monthsBetween(first, last).flatMap(month =>
        dayOfMonth(
          month.toString(),
          month.year,
          month.month,
          rule.day === 'last' ? month.daysInMonth : rule.day,
        ),
      );
    case 'weekday':
      return monthsBetween(first, last)
        .filter(({ month }) => rule.month === undefined || month === rule.month)
        .flatMap(month => {
          const key = rule.month === undefined ? month.toString() : String(month.year);
          return dayOfMonth(key, month.year, month.month, nthWeekday(month, rule.weekday, rule.nth));
        });
    case 'cron':
      return listCronTimes(rule.line, first, last).map(at => ({
        key: at.toPlainDate().toString(),
        date: at.toPlainDate(),
        time: at.toPlainTime(),
      }));
    case 'change':
      return [];
  }
}

/** No day, where the month has none such. */
function dayOfMonth(key: string, year: number, month: number, day: number): readonly OccasionDay[] {
  const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
  return date.day === day ? [{ key, date }] : [];
}

function nthWeekday(month: Temporal.PlainYearMonth, weekday: number, nth: number): number {
  const firstOne = 1 + ((weekday - month.toPlainDate({ day: 1 }).dayOfWeek + 7) % 7);
  const count = Math.floor((month.daysInMonth - firstOne) / 7) + 1;
  return firstOne + 7 * (nth === -1 ? count - 1 : nth - 1);
}

function yearsBetween(first: Temporal.PlainDate, last: Temporal.PlainDate): readonly number[] {
  return Array.from({ length: Math.max(0, last.year - first.year + 1) }, (_, index) => first.year + index);
}

function monthsBetween(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): readonly Temporal.PlainYearMonth[] {
  const start = first.toPlainYearMonth();
  const count = (last.year - first.year) * 12 + last.month - first.month + 1;
  return Array.from({ length: Math.max(0, count) }, (_, months) => start.add({ months }));
}

function isWithin(date: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(date, first) >= 0 && Temporal.PlainDate.compare(date, last) <= 0;
}
