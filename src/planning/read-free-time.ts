import type { Component, ParsedComponents } from 'chrono-node';
import { GB } from 'chrono-node/en';
import { casual } from 'chrono-node/ru';
import { Temporal } from 'temporal-polyfill';
import { type ClockFact, explainTime } from './resolve-time.ts';
import { splitZone } from './split-zone.ts';
import { tidyTimeWords } from './tidy-time-words.ts';

/** What was understood, to be shown back. */
export interface UnderstoodTime {
  readonly at: Date;
  /** IANA name: the one that was named, or the one that was meant anyway. */
  readonly timeZone: string;
  /** A skipped time has moved forward; of one that comes twice it is the first. */
  readonly clocks: ClockFact;
}

/** 29 February without a year: the next year that has it is at most so far away. */
const LEAP_YEARS = 8;
const LEAP_DAY = /(?<=^|\D)29[ .]?(?:feb\p{L}*|фев\p{L}*)(?!,? (?:\d{4}|of))/iu;

/** What is over by a person's own words is not looked for in the time to come. */
const OVER = /^(?:last|past|в?\s?прошл\p{L}+)\s/iu;

/**
 * Reads a time in free words, English or Russian: `tomorrow 9:00`, `завтра в 9`, `21 May 18:30 Minsk`. Undefined when not the
 * whole text is one time, or when it names no hour. A time, weekday or date that may be meant of several is the next one.
 */
export function readFreeTime(text: string, timeZone: string, now: Date): UnderstoodTime | undefined {
  const { words, zone = timeZone } = splitZone(text.trim());
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const tidy = tidyTimeWords(words);
  if (!LEAP_DAY.test(tidy)) return readWords(tidy, here);
  const times = inLeapYears(tidy, here).map(dated => readWords(dated, here));
  return times.find(time => time !== undefined && time.at > now);
}

function inLeapYears(words: string, here: Temporal.ZonedDateTime): readonly string[] {
  return Array.from({ length: LEAP_YEARS + 1 }, (_, index) => here.year + index)
    .filter(year => Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear)
    .map(year => words.replace(LEAP_DAY, day => `${day} ${year}`));
}

function readWords(words: string, here: Temporal.ZonedDateTime): UnderstoodTime | undefined {
  const { timeZoneId: timeZone, epochMilliseconds: now } = here;
  const language = /\p{Script=Cyrillic}/u.test(words) ? casual : GB;
  const [found, ...others] = language.parse(words, {
    instant: new Date(now),
    timezone: here.offsetNanoseconds / 60e9,
  });
  if (found === undefined || others.length > 0 || found.end || found.text !== words) return undefined;
  const { start } = found;
  if (!start.isCertain('hour')) return undefined;
  // So much later, or by an abbreviation such as CET: an instant, whatever the clocks of the zone do until then.
  if (start.tags().has('result/relativeDateAndTime') || start.isCertain('timezoneOffset')) {
    return { at: start.date(), timeZone, clocks: 'once' };
  }
  const times = momentsOf(start, OVER.test(words) ? undefined : here).map(moment => ({
    ...explainTime(moment, timeZone),
    timeZone,
  }));
  return times.find(({ at }) => at.getTime() > now) ?? times[0];
}

/** The moments that may be meant, the nearest first. The library would choose by the clock of the machine. */
function momentsOf(
  start: ParsedComponents,
  here: Temporal.ZonedDateTime | undefined,
): readonly Temporal.PlainDateTime[] {
  const field = (name: Component) => start.get(name) ?? 0;
  const [year, month, day] = [field('year'), field('month'), field('day')];
  const moment = Temporal.PlainDateTime.from({
    ...{ year, month, day },
    ...{ hour: field('hour'), minute: field('minute') },
  });
  if (here === undefined) return [moment];
  if (!start.isCertain('day')) return [moment, moment.add({ days: start.isCertain('weekday') ? 7 : 1 })];
  if (start.isCertain('year')) return [moment];
  return [here.year, here.year + 1].map(nearest => moment.with({ year: nearest }));
}
