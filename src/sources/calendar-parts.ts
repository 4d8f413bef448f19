import { Cron } from 'croner';
import { z } from 'zod';
import { parseAsOf } from '../domain/as-of.ts';
import type { OccasionRule } from '../domain/campaign.ts';
import { expecting, textLike } from './schema-parts.ts';

/** An IANA name; the offsets that `Intl` takes as well know no clock change. */
export function timeZone() {
  return textLike('an IANA time zone such as Europe/Minsk', isTimeZone);
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const COUNTS = ['first', 'second', 'third', 'fourth', 'fifth'];

const YEARLY = /^(?<month>\d{2})-(?<day>\d{2})$/;
const MONTHLY = /^(?:day (?<day>[1-9]|[12]\d|3[01])|last day)$/;
const WEEKDAY = new RegExp(
  `^(?<count>${COUNTS.join('|')}|last) (?<weekday>${WEEKDAYS.join('|')})(?: of (?<month>0[1-9]|1[0-2]))?$`,
);

/** `05-21`, `last sunday of 05`, `first monday`, `day 26`, `last day`. */
export function returningDay() {
  const error = expecting('a day such as 05-21, "last sunday of 05", "first monday", "day 26" or "last day"');
  return z.string({ error }).transform((input, context) => {
    const rule = parseReturningDay(input);
    if (rule !== undefined) return rule;
    context.issues.push({ code: 'custom', message: error({ input }), input });
    return z.NEVER;
  });
}

function parseReturningDay(text: string): OccasionRule | undefined {
  const yearly = YEARLY.exec(text)?.groups;
  if (yearly !== undefined) {
    // 29 February is a day of some years.
    if (parseAsOf(`2024-${text}`) === undefined) return undefined;
    return { kind: 'yearly', month: Number(yearly.month), day: Number(yearly.day) };
  }
  const monthly = MONTHLY.exec(text);
  if (monthly !== null) {
    const { day } = monthly.groups ?? {};
    return { kind: 'monthly', day: day === undefined ? 'last' : Number(day) };
  }
  const { count, weekday, month } = WEEKDAY.exec(text)?.groups ?? {};
  if (count === undefined || weekday === undefined) return undefined;
  return {
    kind: 'weekday',
    weekday: WEEKDAYS.indexOf(weekday) + 1,
    nth: count === 'last' ? -1 : COUNTS.indexOf(count) + 1,
    ...(month === undefined ? {} : { month: Number(month) }),
  };
}

/** `YYYY-MM-DD`, a day that exists. */
export function dateOfCalendar() {
  const what = 'a date such as 2027-05-21';
  return textLike(what, text => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseAsOf(text) !== undefined);
}

/** Five fields; one that never fires is none. */
export function cronLine() {
  return textLike('a cron line of five fields such as "0 9 * * 1"', line => {
    try {
      return new Cron(line, { timezone: 'UTC', mode: '5-part', paused: true }).nextRun() !== null;
    } catch {
      return false;
    }
  });
}

const MOMENT = /^(?<days>[+-]?\d{1,3})d(?: (?<time>([01]\d|2[0-3]):[0-5]\d))?$/;

/** `-7d 18:00`: seven days before the occasion at 18:00; `0d 09:00`: on the day; `0d`: at the time that it has itself. */
export function momentOfOccasion() {
  return textLike('a moment such as "-7d 18:00" or "0d 09:00"', text => MOMENT.test(text)).transform(text => {
    const { days = '0', time } = MOMENT.exec(text)?.groups ?? {};
    return { offsetDays: Number(days), ...(time === undefined ? {} : { time }) };
  });
}

/** Letters, digits and underscores, at least one of them no digit: what all four networks take for a hashtag. */
export function hashtag() {
  return textLike('a hashtag without # of letters, digits and underscores, not of digits alone', text =>
    /^(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]{1,64}$/u.test(text),
  );
}
