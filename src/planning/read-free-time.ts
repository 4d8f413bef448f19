import { en, ru } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import { splitZone } from './split-zone.ts';

/** What was understood, to be shown back. */
export interface UnderstoodTime {
  readonly at: Date;
  /** IANA name: the one that was named, or the one that was meant anyway. */
  readonly timeZone: string;
}

/**
 * Reads a time in free words, English or Russian: `tomorrow 9:00`, `завтра в 9`, `21 May 18:30 Minsk`. Undefined when not the
 * whole text is one time, or when it names no hour; `impossible` for one that the clocks of the zone skip or have twice.
 */
export function readFreeTime(
  text: string,
  timeZone: string,
  now: Date,
): UnderstoodTime | 'impossible' | undefined {
  const { words, zone = timeZone } = splitZone(text.trim());
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const language = /\p{Script=Cyrillic}/u.test(words) ? ru.casual : en.GB;
  const reference = { instant: now, timezone: here.offsetNanoseconds / 60e9 };
  const [found, ...others] = language.parse(words, reference, { forwardDate: true });
  if (found === undefined || others.length > 0 || found.end || found.text !== words) return undefined;
  const { start } = found;
  if (!start.isCertain('hour')) return undefined;
  // So much later: an instant, whatever the clocks do until then.
  if (start.tags().has('result/relativeDateAndTime')) return { at: start.date(), timeZone: zone };
  const field = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0;
  const fields = { year: field('year'), month: field('month'), day: field('day') };
  try {
    const plain = Temporal.PlainDateTime.from(
      { ...fields, hour: field('hour'), minute: field('minute') },
      { overflow: 'reject' },
    );
    const zoned = plain.toZonedDateTime(zone, { disambiguation: 'reject' });
    return { at: new Date(zoned.epochMilliseconds), timeZone: zone };
  } catch {
    return 'impossible';
  }
}
