import type { Reach } from './layout-dates.ts';
import type { PlacedText, Point, TextStyle } from './picture.ts';
import type { Box, Typeface } from './typeface.ts';

const LABEL: TextStyle = { size: 28, weight: 'bold', colour: 'ink' };
const ASCENT = 0.7;
const DESCENT = 0.16;
const GAP = 8;

interface Label {
  readonly text: string;
  readonly at: Point;
}

interface Surroundings {
  readonly line: readonly Point[];
  readonly reach: Reach;
  readonly top: number;
  readonly bottom: number;
  /** How far a label keeps from its point. */
  readonly clearance: number;
  readonly typeface: Typeface;
}

/** A value beside its point, where it touches neither the line nor another value. One without such a place is left out. */
export function placeLabels(labels: readonly Label[], around: Surroundings): readonly PlacedText[] {
  const taken: Box[] = [];
  const [last, ...others] = labels.toReversed();
  const placed = (last === undefined ? [] : [last, ...others.toReversed()]).flatMap(label => {
    const box = placesFor(label, around).find(place => isFree(place, taken, around));
    if (box === undefined) return [];
    taken.push(box);
    return [{ ...LABEL, text: label.text, x: box.left, baseline: box.top + LABEL.size * ASCENT }];
  });
  return placed;
}

/** Above, below, then to the sides. */
function placesFor({ text, at }: Label, { typeface, clearance }: Surroundings): readonly Box[] {
  const width = typeface.width(text, LABEL.weight, LABEL.size);
  const height = LABEL.size * (ASCENT + DESCENT);
  const away = clearance + GAP;
  const columns = [at.x - width / 2, at.x - width, at.x, at.x - width - away, at.x + away];
  const rows = [at.y - away - height, at.y + away, at.y - height / 2];
  return rows.flatMap(top => columns.map(left => ({ left, top, right: left + width, bottom: top + height })));
}

function isFree(box: Box, taken: readonly Box[], { line, reach, top, bottom }: Surroundings): boolean {
  if (box.left < reach.left || box.right > reach.right || box.top < top || box.bottom > bottom) return false;
  if (taken.some(other => touch(box, other))) return false;
  return line.slice(1).every((end, index) => {
    const start = line[index];
    return start === undefined || !crosses(start, end, box);
  });
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom && b.top < a.bottom;
}

/** Does a straight line come nearer to the box than half a gap? By Liang and Barsky. */
function crosses(start: Point, end: Point, box: Box): boolean {
  const near = GAP / 2;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  let [from, to] = [0, 1];
  const sides = [
    [-dx, start.x - (box.left - near)],
    [dx, box.right + near - start.x],
    [-dy, start.y - (box.top - near)],
    [dy, box.bottom + near - start.y],
  ] as const;
  for (const [slope, distance] of sides) {
    if (slope === 0 && distance < 0) return false;
    if (slope < 0) from = Math.max(from, distance / slope);
    if (slope > 0) to = Math.min(to, distance / slope);
  }
  return from <= to;
}
