import { Temporal } from 'temporal-polyfill';
import { readFreeTime } from '../planning/read-free-time.ts';

const CLOCK_TIME = /^(\d{1,2})[:.](\d{2})$/;
const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const DOTTED_DAY = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/;
const LATER =
  /^(?:\+|in\s+|через\s+|праз\s+)(\d{1,4})\s*(m|min|minutes?|м|мин|минут\p{L}?|хв|хвілін\p{L}?|h|hours?|ч|час\p{L}*|г|гадз\p{L}*|d|days?|д|дн\p{L}*|дзень|дзён)$/iu;
const NOW = /^(now|сейчас|зараз|цяпер)$/i;
const TOMORROW = /^(tomorrow|завтра|заўтра)$/i;

/** Why something is no time: not understood, over already, or one that the clocks skip or have twice. */
export type TimeFault = 'unclear' | 'past' | 'impossible';

/**
 * Reads when something shall happen, in the campaign's zone: `2026-05-21 09:00`, `21.05 09:00`, `09:00` (the next one),
 * `tomorrow 09:00`, `+10m`, `now`, an instant of ISO 8601 with its offset, or free words: `завтра в 9`, `21 May 18:30 Minsk`.
 */
export function readTime(text: string, timeZone: string, now: Date): Date | TimeFault {
  const given = text.trim();
  if (ISO_INSTANT.test(given)) return notPast(readInstant(given), now);
  const wanted = given.replace(/T(?=\d)/, ' ').replace(/\s+/g, ' ');
  if (NOW.test(wanted)) return now;
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const later = LATER.exec(wanted);
  if (later !== null) return toDate(here.add(durationOf(Number(later[1]), later[2] ?? '')));
  const read = readWallClock(wanted.split(' '), here, now);
  return notPast(read === 'unclear' ? readWords(wanted, timeZone, now) : read, now);
}

function readWords(text: string, timeZone: string, now: Date): Date | TimeFault {
  const understood = readFreeTime(text, timeZone, now);
  return typeof understood === 'object' ? understood.at : (understood ?? 'unclear');
}

function notPast(at: Date | TimeFault, now: Date): Date | TimeFault {
  return at instanceof Date && at < now ? 'past' : at;
}

function readInstant(text: string): Date | TimeFault {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? 'impossible' : at;
}

/** A time, or a day and a time. A time alone that is over today is tomorrow's. */
function readWallClock(words: readonly string[], here: Temporal.ZonedDateTime, now: Date): Date | TimeFault {
  const time = CLOCK_TIME.exec(words.at(-1) ?? '');
  if (time === null || words.length > 2) return 'unclear';
  const clock = { hour: Number(time[1]), minute: Number(time[2]) };
  if (words.length === 2) {
    const day = readDay(words[0] ?? '', here);
    return day === undefined ? 'unclear' : resolve({ ...day, ...clock }, here.timeZoneId);
  }
  const today = resolve({ ...dayOf(here), ...clock }, here.timeZoneId);
  if (today instanceof Date && today > now) return today;
  return resolve({ ...dayOf(here.add({ days: 1 })), ...clock }, here.timeZoneId);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dayOf({ year, month, day }: Day): Day {
  return { year, month, day };
}

function readDay(text: string, here: Temporal.ZonedDateTime): Day | undefined {
  if (TOMORROW.test(text)) return dayOf(here.add({ days: 1 }));
  const iso = ISO_DAY.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const dotted = DOTTED_DAY.exec(text);
  if (dotted === null) return undefined;
  return { year: Number(dotted[3] ?? here.year), month: Number(dotted[2]), day: Number(dotted[1]) };
}

/** A day or an hour that does not exist is a fault, and so is one that comes twice when the clocks go back. */
function resolve(fields: Day & { hour: number; minute: number }, timeZone: string): Date | TimeFault {
  try {
    const plain = Temporal.PlainDateTime.from(fields, { overflow: 'reject' });
    return toDate(plain.toZonedDateTime(timeZone, { disambiguation: 'reject' }));
  } catch {
    return 'impossible';
  }
}

function durationOf(amount: number, unit: string): Temporal.DurationLike {
  if (/^(h|ч|г)/i.test(unit)) return { hours: amount };
  return /^(d|д)/i.test(unit) ? { days: amount } : { minutes: amount };
}

function toDate(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
