import { parseAsOf, startOf } from './as-of.ts';
import {
  type Figure,
  type FigureReading,
  type FigureValue,
  figureValueText,
  type MaxChange,
} from './figure.ts';
import { endOfAsOf } from './figure-in-force.ts';

const USUAL_SHARE = 0.2;
/** A small figure moves by whole persons: a step of this size is no jump. */
const SMALL_STEP = 3;

/**
 * Why an admin has to confirm a new reading before it counts; undefined when it may count at once. `today` is the
 * campaign's calendar day. The reasons are the end of a sentence: "…, since it falls to 0".
 */
export function doubtOf(figure: Figure, reading: FigureReading, today: string): string | undefined {
  if (isAfter(reading.asOf, today)) return `its date ${reading.asOf} is in the future`;
  if (endOfAsOf(reading.asOf) < endOfAsOf(figure.asOf)) {
    return `its date ${reading.asOf} is older than that of the figure in force, ${figure.asOf}`;
  }
  const [was, is] = [boundsOf(figure.value), boundsOf(reading.value)];
  if (was.to > 0 && is.to === 0) return 'it falls to 0';
  const moved = Math.max(Math.abs(is.from - was.from), Math.abs(is.to - was.to));
  const allowed = mostOf(figure.maxChange, was.to);
  if (moved <= allowed) return undefined;
  return `it jumps from ${figureValueText(figure.value)} to ${figureValueText(reading.value)}, by more than ${Math.floor(allowed)}`;
}

function isAfter(asOf: string, today: string): boolean {
  const [span, day] = [parseAsOf(asOf), parseAsOf(today)];
  return span === undefined || day === undefined || startOf(span.to) > startOf(day.to);
}

function boundsOf(value: FigureValue): { readonly from: number; readonly to: number } {
  return value.kind === 'range' ? value : { from: value.value, to: value.value };
}

function mostOf(maxChange: MaxChange | undefined, was: number): number {
  if (maxChange === undefined) return Math.max(was * USUAL_SHARE, SMALL_STEP);
  return maxChange.kind === 'count' ? maxChange.value : was * maxChange.value;
}
