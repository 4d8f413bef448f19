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

export function createDatePieces(language: Language): (span: CalendarSpan) => DatePieces {
  const inFull = createParts(language, { day: 'numeric', month: 'long', year: 'numeric' });
  const alone = createParts(language, { month: 'long' });
  const piecesOf = (point: CalendarPoint): DatePiece => ({
    day: inFull(point, 'day'),
    month: alone(point, 'month'),
    monthOfDay: inFull(point, 'month'),
    year: inFull(point, 'year'),
  });
  return ({ from, to }) => ({ ...piecesOf(from), from: piecesOf(from), to: piecesOf(to) });
}

function createParts(language: Language, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(language, { ...options, calendar: 'gregory', timeZone: 'UTC' });
  return (point: CalendarPoint, type: Intl.DateTimeFormatPartTypes): string =>
    format.formatToParts(startOf(point)).find(part => part.type === type)?.value ?? '';
}
