import { Temporal } from 'temporal-polyfill';
import { MONTHS } from './months.ts';

const MONTH = MONTHS.join('|');
const DATE = new RegExp(
  `(?<!\\d)(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})\\p{L}*|(${MONTH})[a-z]* (\\d{1,2})(?:st|nd|rd|th)?)(?:,? (\\d{4}))?(?![\\d:])`,
  'iu',
);
/** In a leap year, which every date without a year may mean. */
const SOME_LEAP_YEAR = 2028;

const CLOCK = /(?<![\d.:])(\d{1,2})[:.](\d{2})(?![\d.:])/u;
const BARE_HOUR = /(?<!\p{L})(?:at|в) (\d{1,2})(?![\d.:])/iu;

/** Is it a day or an hour that no calendar has, as 31 June, 30 February or 25:00? */
export function isImpossible(words: string): boolean {
  return hasImpossibleDay(words) || hasImpossibleHour(words);
}

function hasImpossibleDay(words: string): boolean {
  const [, before, month, monthBefore, after, year = SOME_LEAP_YEAR] = DATE.exec(words) ?? [];
  const name = (month ?? monthBefore)?.toLowerCase();
  if (name === undefined) return false;
  const fields = { year: Number(year), month: (MONTHS.indexOf(name) % 12) + 1, day: Number(before ?? after) };
  return Temporal.PlainDate.from(fields).day !== fields.day;
}

function hasImpossibleHour(words: string): boolean {
  const [, hour, minute = 0] = CLOCK.exec(words) ?? BARE_HOUR.exec(words) ?? [];
  return hour !== undefined && (Number(hour) > 23 || Number(minute) > 59);
}
