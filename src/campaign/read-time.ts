import { Temporal } from 'temporal-polyfill';
import { isImpossible } from '../planning/impossible-time.ts';
import { readFreeTime, type UnderstoodTime } from '../planning/read-free-time.ts';
import { explainTime } from '../planning/resolve-time.ts';
import { inRussianWords } from './belarusian-time.ts';
import { readDelay } from './read-delay.ts';

const CLOCK_TIME = /^(\d{1,2})[:.](\d{2})$/;
const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const DOTTED_DAY = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/;
const NOW = /^(?:(?:right )?now|(?:прямо )?(?:сейчас|зараз|цяпер))$/i;
/** Between a day in figures and its time: `21.05 at 9:00`, `21.05, 9:00`. */
const AT = /(?<=^[\d.-]+),? (?:(?:at|в|у|ў|а) )?(?=\d{1,2}[:.]\d{2}$)/iu;
const TOMORROW = /^(tomorrow|завтра|заўтра)$/i;

/** A day and a month without a year: 29 February comes at most so many years later. */
const YEARS_AHEAD = 8;

/** Why something is no time: not understood, over already, or a day or an hour that no calendar has. */
export type TimeFault = 'unclear' | 'past' | 'impossible';

/**
 * Reads when something shall happen, in the campaign's zone: `2026-05-21 09:00`, `21.05 09:00`, `09:00` (the next one),
 * `tomorrow 09:00`, `+10m`, `now`, an instant of ISO 8601 with its offset, or free words: `завтра в 9`, `21 May 18:30 Minsk`.
 */
export function readTime(text: string, timeZone: string, now: Date): UnderstoodTime | TimeFault {
  const given = text.trim();
  if (ISO_INSTANT.test(given)) return notPast(readInstant(given, timeZone), now);
  const wanted = given.replace(/T(?=\d)/, ' ').replace(/\s+/g, ' ');
  if (NOW.test(wanted)) return { at: now, timeZone, clocks: 'once' };
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const delay = readDelay(wanted);
  if (delay !== undefined) {
    return { at: new Date(here.add(delay).epochMilliseconds), timeZone, clocks: 'once' };
  }
  const read = readWallClock(wanted.replace(AT, ' ').split(' '), here, now);
  return notPast(read === 'unclear' ? readWords(inRussianWords(wanted), timeZone, now) : read, now);
}

function readWords(words: string, timeZone: string, now: Date): UnderstoodTime | TimeFault {
  return readFreeTime(words, timeZone, now) ?? (isImpossible(words) ? 'impossible' : 'unclear');
}

function notPast(time: UnderstoodTime | TimeFault, now: Date): UnderstoodTime | TimeFault {
  return typeof time === 'object' && time.at < now ? 'past' : time;
}

function readInstant(text: string, timeZone: string): UnderstoodTime | TimeFault {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? 'impossible' : { at, timeZone, clocks: 'once' };
}

/** A time, or a day and a time. A time alone that is over today is tomorrow's, a day without a year the next such day. */
function readWallClock(
  words: readonly string[],
  here: Temporal.ZonedDateTime,
  now: Date,
): UnderstoodTime | TimeFault {
  const time = CLOCK_TIME.exec(words.at(-1) ?? '');
  if (time === null || words.length > 2) return 'unclear';
  const clock = { hour: Number(time[1]), minute: Number(time[2]) };
  const days =
    words.length === 2 ? readDays(words[0] ?? '', here) : [dayOf(here), dayOf(here.add({ days: 1 }))];
  if (days === undefined) return 'unclear';
  const times = days.map(day => resolve({ ...day, ...clock }, here.timeZoneId));
  const real = times.filter(each => typeof each === 'object');
  return real.find(({ at }) => at > now) ?? real.at(-1) ?? 'impossible';
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dayOf({ year, month, day }: Day): Day {
  return { year, month, day };
}

/** The days that may be meant, the nearest first. */
function readDays(text: string, here: Temporal.ZonedDateTime): readonly Day[] | undefined {
  if (TOMORROW.test(text)) return [dayOf(here.add({ days: 1 }))];
  const iso = ISO_DAY.exec(text);
  if (iso !== null) return [{ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }];
  const dotted = DOTTED_DAY.exec(text);
  if (dotted === null) return undefined;
  const of = (year: number) => ({ year, month: Number(dotted[2]), day: Number(dotted[1]) });
  if (dotted[3] !== undefined) return [of(Number(dotted[3]))];
  return Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => of(here.year + index));
}

/** A day or an hour that does not exist is a fault. */
function resolve(
  fields: Day & { hour: number; minute: number },
  timeZone: string,
): UnderstoodTime | TimeFault {
  try {
    const moment = Temporal.PlainDateTime.from(fields, { overflow: 'reject' });
    return { ...explainTime(moment, timeZone), timeZone };
  } catch {
    return 'impossible';
  }
}
