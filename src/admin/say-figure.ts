import { type AsOf, type Figure, type FigureValue, figureValueText } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import { formatTime } from './format-time.ts';
import { titleIn } from './title-in.ts';

/** What the figure is about, in the member's language. */
export function titleOfFigure({ titles, id }: Pick<Figure, 'titles' | 'id'>, language: Language): string {
  return titleIn(titles, language) ?? id;
}

/** `>45 000`, `143 600–171 900`. */
export function sayValue(value: FigureValue, language: Language): string {
  const number = new Intl.NumberFormat(language);
  return figureValueText(value)
    .replaceAll(/\d+/g, digits => number.format(Number(digits)))
    .replace('-', '–');
}

/** `26 Mar 2024`, `March 2024`, `2021–2022`. */
export function sayAsOf(asOf: AsOf, language: Language): string {
  return asOf
    .split('/')
    .map(point => sayPoint(point, language))
    .join('–');
}

function sayPoint(point: string, language: Language): string {
  const [year, month, day] = point.split('-');
  if (month === undefined) return year ?? point;
  const at = new Date(`${year}-${month}-${day ?? '01'}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return point;
  const style: Intl.DateTimeFormatOptions =
    day === undefined ? { month: 'long', year: 'numeric' } : { dateStyle: 'medium' };
  return formatTime(at, language, 'UTC', style);
}
