import { Temporal } from 'temporal-polyfill';
import { Misunderstood } from './misunderstood.ts';

const CLOCK_TIME = /^(\d{1,2})[:.](\d{2})$/;
const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DOTTED_DAY = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/;
const LATER =
  /^(?:\+|in\s+|через\s+)(\d{1,4})\s*(m|min|minutes?|м|мин|минут\p{L}?|h|hours?|ч|час\p{L}*|d|days?|д|дн\p{L}*)$/iu;
const NOW = /^(now|сейчас|зараз)$/i;
const TOMORROW = /^(tomorrow|завтра|заўтра)$/i;

/**
 * Reads when something shall happen, in the campaign's zone: `2026-05-21 09:00`, `21.05 09:00`, `09:00` (the next one),
 * `tomorrow 09:00`, `+10m`, `now`. Fails with `Misunderstood` on anything else, on a time that the clocks skip, and on the past.
 */
export function readTime(text: string, timeZone: string, now: Date): Date {
  const wanted = text
    .trim()
    .replace(/T(?=\d)/, ' ')
    .replace(/\s+/g, ' ');
  if (NOW.test(wanted)) return now;
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const later = LATER.exec(wanted);
  if (later !== null) return toDate(here.add(durationOf(Number(later[1]), later[2] ?? '')));
  const words = wanted.split(' ');
  const time = CLOCK_TIME.exec(words.at(-1) ?? '');
  if (time === null || words.length > 2) throw new Misunderstood('time.unclear', { text });
  const given = words.length === 2 ? readDay(words[0] ?? '', here) : undefined;
  if (words.length === 2 && given === undefined) throw new Misunderstood('time.unclear', { text });
  const clock = { hour: Number(time[1]), minute: Number(time[2]) };
  const at = resolve({ ...(given ?? dayOf(here)), ...clock }, timeZone, text);
  const moved =
    given === undefined && at <= now
      ? resolve({ ...dayOf(here.add({ days: 1 })), ...clock }, timeZone, text)
      : at;
  if (moved < now) throw new Misunderstood('time.past', { text });
  return moved;
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

/** Fails for a day or an hour that does not exist, and for one that comes twice when the clocks go back. */
function resolve(fields: Day & { hour: number; minute: number }, timeZone: string, text: string): Date {
  try {
    const plain = Temporal.PlainDateTime.from(fields, { overflow: 'reject' });
    return toDate(plain.toZonedDateTime(timeZone, { disambiguation: 'reject' }));
  } catch {
    throw new Misunderstood('time.impossible', { text, timeZone });
  }
}

function durationOf(amount: number, unit: string): Temporal.DurationLike {
  if (/^(h|ч)/i.test(unit)) return { hours: amount };
  return /^(d|д)/i.test(unit) ? { days: amount } : { minutes: amount };
}

function toDate(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
