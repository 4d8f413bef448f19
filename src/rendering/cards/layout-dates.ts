import type { PlacedText, TextStyle } from './picture.ts';
import type { Typeface } from './typeface.ts';
import { wrapText } from './wrap-text.ts';

/** A date is broken into lines at about this width, in sizes. */
const WIDTH = 6.2;
const LINE_HEIGHT = 1.2;
const ASCENT = 0.93;
const GAP = 20;

export interface Reach {
  readonly left: number;
  readonly right: number;
}

interface LaidDate extends Reach {
  readonly lines: readonly { readonly text: string; readonly width: number }[];
}

/** The dates below a chart, each centred below its point; of those that would touch, the last and the first stay. */
export function layoutDates(
  dates: readonly { readonly text: string; readonly x: number }[],
  reach: Reach,
  style: TextStyle,
  typeface: Typeface,
): { readonly height: number; place(top: number): readonly PlacedText[] } {
  const measure = (text: string) => typeface.width(text, style.weight, style.size);
  const laid = dates.map(({ text, x }): LaidDate => {
    const room = Math.max(WIDTH * style.size, ...text.split(' ').map(measure));
    const lines = (wrapText(text, room, measure) ?? [text]).map(line => ({
      text: line,
      width: measure(line),
    }));
    const width = Math.max(...lines.map(line => line.width));
    const left = Math.max(reach.left, Math.min(x - width / 2, reach.right - width));
    return { lines, left, right: left + width };
  });
  const shown = withoutTouching(laid);
  return {
    height: Math.max(...shown.map(({ lines }) => lines.length)) * style.size * LINE_HEIGHT,
    place: top =>
      shown.flatMap(({ lines, left, right }) =>
        lines.map(({ text, width }, index) => ({
          ...style,
          text,
          x: (left + right - width) / 2,
          baseline: top + style.size * (ASCENT + index * LINE_HEIGHT),
        })),
      ),
  };
}

function withoutTouching(dates: readonly LaidDate[]): readonly LaidDate[] {
  const [last, ...earlier] = dates.toReversed();
  const [first, ...between] = earlier.toReversed();
  const shown: LaidDate[] = [];
  for (const date of [last, first, ...between.toReversed()]) {
    if (date === undefined) continue;
    if (shown.every(other => date.right + GAP <= other.left || other.right + GAP <= date.left))
      shown.push(date);
  }
  return shown;
}
