import { endOf, parseAsOf } from './as-of.ts';
import type { AsOf, Figure, FigureReading } from './figure.ts';
import type { BookedReading } from './figure-book.ts';

/**
 * The figure that holds: of the file's readings and the confirmed ones of the book, the one with the newest date. Of one
 * date the last that was said; the book before the file. The others are what it was earlier.
 */
export function figureInForce(base: Figure, booked: readonly BookedReading[]): Figure {
  const confirmed = booked
    .filter(({ state }) => state === 'confirmed')
    .toSorted((a, b) => b.number - a.number)
    .map(readingOf);
  const known = [...confirmed, readingOf(base), ...base.earlier];
  const ordered = known.toSorted((a, b) => endOfAsOf(b.asOf) - endOfAsOf(a.asOf));
  const [newest = readingOf(base), ...earlier] = ordered.filter(
    ({ asOf }, index) => ordered.findIndex(other => other.asOf === asOf) === index,
  );
  return { ...base, ...newest, earlier };
}

export function readingOf({ value, asOf, source }: FigureReading): FigureReading {
  return { value, asOf, source };
}

/** The first moment after the date, in UTC. */
export function endOfAsOf(asOf: AsOf): number {
  const span = parseAsOf(asOf);
  return span === undefined ? 0 : endOf(span.to);
}
