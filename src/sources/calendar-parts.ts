import { parseAsOf } from '../domain/as-of.ts';
import { textLike } from './schema-parts.ts';

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

/** `MM-DD`; 29 February is a day of some years. */
export function dateOfYear() {
  const what = 'a month and a day such as 05-21';
  return textLike(what, text => /^\d{2}-\d{2}$/.test(text) && parseAsOf(`2024-${text}`) !== undefined);
}

const MOMENT = /^(?<days>[+-]?\d{1,3})d (?<time>([01]\d|2[0-3]):[0-5]\d)$/;

/** `-7d 18:00`: seven days before the occasion at 18:00; `0d 09:00`: on the day. */
export function momentOfOccasion() {
  return textLike('a moment such as "-7d 18:00" or "0d 09:00"', text => MOMENT.test(text)).transform(text => {
    const { days = '0', time = '' } = MOMENT.exec(text)?.groups ?? {};
    return { offsetDays: Number(days), time };
  });
}

/** Letters, digits and underscores, at least one of them no digit: what all four networks take for a hashtag. */
export function hashtag() {
  return textLike('a hashtag without # of letters, digits and underscores, not of digits alone', text =>
    /^(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]{1,64}$/u.test(text),
  );
}
