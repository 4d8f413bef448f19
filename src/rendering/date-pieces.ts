import { type CalendarPoint, type CalendarSpan, startOf } from '../domain/as-of.ts';
import type { Language } from '../domain/language.ts';

/** What the phrases of a language are made of, as `Intl` has them. */
export interface DatePiece {
  readonly day: string;
  /** The month standing alone: «март». */
  readonly month: string;
  /** The month as it stands beside a day: «марта». */
  readonly monthOfDay: string;
  readonly year: string;
}

export interface DatePieces extends DatePiece {
  readonly from: DatePiece;
  readonly to: DatePiece;
}

export function datePieces({ from, to }: CalendarSpan, language: Language): DatePieces {
  const first = piecesOf(from, language);
  return { ...first, from: first, to: piecesOf(to, language) };
}

function piecesOf(point: CalendarPoint, language: Language): DatePiece {
  const inFull = parts(point, language, { day: 'numeric', month: 'long', year: 'numeric' });
  const alone = parts(point, language, { month: 'long' });
  return {
    day: inFull('day'),
    month: alone('month'),
    monthOfDay: inFull('month'),
    year: inFull('year'),
  };
}

function parts(point: CalendarPoint, language: Language, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  const found = format.formatToParts(startOf(point));
  return (type: Intl.DateTimeFormatPartTypes): string => found.find(part => part.type === type)?.value ?? '';
}
