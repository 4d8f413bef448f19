import type { AsOf } from './figure.ts';

export type Granularity = 'day' | 'month' | 'year';

/** A day, a month or a year. `month` is 1–12. */
export interface CalendarPoint {
  readonly granularity: Granularity;
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** When a figure held. `from` and `to` are the same unless it is a period. */
export interface CalendarSpan {
  readonly granularity: Granularity;
  readonly from: CalendarPoint;
  readonly to: CalendarPoint;
  readonly period: boolean;
}

/** Reads an as-of date; undefined when the text is none, or names a day that does not exist. */
export function parseAsOf(asOf: AsOf): CalendarSpan | undefined {
  const [from, to, ...rest] = asOf.split('/').map(parsePoint);
  if (from === undefined || rest.length > 0) return undefined;
  if (!asOf.includes('/')) return { granularity: from.granularity, from, to: from, period: false };
  if (to === undefined || to.granularity !== from.granularity) return undefined;
  return startOf(from) < startOf(to) ? { granularity: from.granularity, from, to, period: true } : undefined;
}

function parsePoint(text: string): CalendarPoint | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match
    .slice(1)
    .map(digits => (digits === undefined ? undefined : Number(digits)));
  if (year === undefined) return undefined;
  if (month === undefined) return { granularity: 'year', year };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { granularity: 'month', year, month };
  const exists = day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return exists ? { granularity: 'day', year, month, day } : undefined;
}

/** The first moment, in UTC. */
export function startOf(point: CalendarPoint): number {
  return Date.UTC(point.year, (point.month ?? 1) - 1, point.day ?? 1);
}

/** The first moment after the point, in UTC. */
export function endOf({ granularity, year, month = 1, day = 1 }: CalendarPoint): number {
  switch (granularity) {
    case 'day':
      return Date.UTC(year, month - 1, day + 1);
    case 'month':
      return Date.UTC(year, month, 1);
    case 'year':
      return Date.UTC(year + 1, 0, 1);
  }
}
