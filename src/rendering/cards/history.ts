import { endOf, parseAsOf, startOf } from '../../domain/as-of.ts';
import type { Figure, FigureReading } from '../../domain/figure.ts';

/** A line through fewer points says nothing. */
const FEWEST_POINTS = 3;

export interface HistoryPoint {
  readonly reading: FigureReading;
  readonly value: number;
  /** The middle of the day, month, year or period, in milliseconds. */
  readonly time: number;
}

/** More points than these are not all named. */
const MOST_NAMED = 8;

/** A card of one figure has a line chart where the figure has a history. */
export function chartOf(figures: readonly Figure[]): readonly HistoryPoint[] | undefined {
  const [only, ...others] = figures;
  return only === undefined || others.length > 0 ? undefined : historyOf(only);
}

/**
 * What a line chart of the figure shows, the oldest point first. Undefined where there are too few points that can be
 * compared: a range is no point, and a bound is none beside an exact number.
 */
function historyOf(figure: Figure): readonly HistoryPoint[] | undefined {
  const readings = [figure, ...figure.earlier].filter(({ value }) => value.kind === figure.value.kind);
  const points = readings.flatMap(({ value, asOf, source }) => {
    const span = parseAsOf(asOf);
    if (value.kind === 'range' || span === undefined) return [];
    const time = (startOf(span.from) + endOf(span.to)) / 2;
    return [{ reading: { value, asOf, source }, value: value.value, time }];
  });
  return points.length < FEWEST_POINTS ? undefined : points.toSorted((a, b) => a.time - b.time);
}

/** The points that are named with their values: all, or the first, the lowest, the highest and the last. */
export function namedPoints(points: readonly HistoryPoint[]): readonly HistoryPoint[] {
  if (points.length <= MOST_NAMED) return points;
  const byValue = points.toSorted((a, b) => a.value - b.value);
  const named = new Set([points[0], byValue[0], byValue.at(-1), points.at(-1)]);
  return points.filter(point => named.has(point));
}
