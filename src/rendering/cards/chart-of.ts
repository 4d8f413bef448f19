import { endOf, parseAsOf, startOf } from '../../domain/as-of.ts';
import type { Figure, FigureReading, FigureSource } from '../../domain/figure.ts';
import type { CardChart } from '../../domain/figure-card.ts';
import type { Speech } from '../speech.ts';
import { scaleTicks } from './scale-ticks.ts';

/** A line through fewer points says nothing. */
const FEWEST_POINTS = 3;
/** Of more points than these not all are named. */
const MOST_NAMED = 8;

export interface Chart {
  readonly drawing: CardChart;
  /** The points that are named: `21 May 2023: 186; 26 March 2024: 198`. */
  readonly sentence: string;
  /** Of all points. */
  readonly sources: readonly FigureSource[];
}

/**
 * A figure's history as a line chart. Undefined where there are too few points that can be compared: a range is no point, and a
 * bound is none beside an exact number.
 */
export function chartOf(figure: Figure, speech: Speech): Chart | undefined {
  const points = [figure, ...figure.earlier]
    .flatMap(reading => pointOf(reading, figure))
    .toSorted((a, b) => a.time - b.time);
  if (points.length < FEWEST_POINTS) return undefined;
  const named = new Set(namedPoints(points));
  const say = ({ reading }: Point) => ({
    value: speech.number(reading.value),
    date: speech.date(reading.asOf),
  });
  const highest = Math.max(...points.map(({ value }) => value));
  return {
    drawing: {
      points: points.map(point => {
        const { time, value } = point;
        return { time, value, ...(named.has(point) && { named: say(point) }) };
      }),
      ticks: scaleTicks(highest).map(value => ({ value, text: speech.number({ kind: 'exact', value }) })),
    },
    sentence: [...named]
      .map(say)
      .map(({ date, value }) => `${date}: ${value}`)
      .join('; '),
    sources: points.map(({ reading }) => reading.source).toReversed(),
  };
}

interface Point {
  readonly reading: FigureReading;
  readonly value: number;
  /** The middle of the day, month, year or period, in milliseconds. */
  readonly time: number;
}

function pointOf(reading: FigureReading, { value: { kind } }: Figure): readonly Point[] {
  const { value, asOf } = reading;
  const span = parseAsOf(asOf);
  if (span === undefined || value.kind === 'range' || value.kind !== kind) return [];
  return [{ reading, value: value.value, time: (startOf(span.from) + endOf(span.to)) / 2 }];
}

/** All, or the first, the lowest, the highest and the last. */
function namedPoints(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_NAMED) return points;
  const byValue = points.toSorted((a, b) => a.value - b.value);
  const named = new Set([points[0], byValue[0], byValue.at(-1), points.at(-1)]);
  return points.filter(point => named.has(point));
}
