import type { Speech } from '../speech.ts';
import { type HistoryPoint, namedPoints } from './history.ts';
import { layoutDates } from './layout-dates.ts';
import type { Area, Layout, PlacedText, Point, Shape, TextStyle } from './picture.ts';
import { placeLabels } from './place-labels.ts';
import { scaleTicks } from './scale-ticks.ts';
import type { Typeface } from './typeface.ts';

const AXIS: TextStyle = { size: 24, weight: 'regular', colour: 'soft' };
const LINE_WIDTH = 5;
const DOT_RADIUS = 9;
const HAIRLINE = 2;
const AXIS_GAP = 16;
/** Room above the scale, for a label. */
const HEADROOM = 44;
/** The line keeps off the ends of the scale, so that its first and last dates have room. */
const INSET = 58;

/** A line through a figure's history, from zero, so that no change looks larger than it is. */
export function layoutChart(
  points: readonly HistoryPoint[],
  area: Area,
  speech: Speech,
  typeface: Typeface,
): Layout {
  const ticks = scaleTicks(Math.max(...points.map(({ value }) => value))).map(value => {
    const text = speech.number({ kind: 'exact', value });
    return { value, text, width: typeface.width(text, AXIS.weight, AXIS.size) };
  });
  const ticksWidth = Math.max(...ticks.map(({ width }) => width));
  const left = area.x + ticksWidth + AXIS_GAP;
  const named = namedPoints(points);
  const reach = { left, right: area.x + area.width };
  const across = projectTime(points, reach.left + INSET, reach.right - INSET);
  const dates = layoutDates(
    named.map(({ reading, time }) => ({ text: speech.date(reading.asOf), x: across(time) })),
    reach,
    AXIS,
    typeface,
  );
  const bottom = area.y + area.height - dates.height - AXIS_GAP;
  const highest = ticks.at(-1)?.value ?? 1;
  const up = (value: number) => bottom - (value / highest) * (bottom - area.y - HEADROOM);
  const at = ({ time, value }: HistoryPoint): Point => ({ x: across(time), y: up(value) });
  const line = points.map(at);
  const labels = named.map(point => ({ text: speech.number(point.reading.value), at: at(point) }));
  return {
    shapes: [
      ...ticks.map(({ value }) => rule(left, up(value), reach.right - left)),
      { kind: 'line', points: line, width: LINE_WIDTH },
      ...named.map((point): Shape => ({ kind: 'dot', at: at(point), radius: DOT_RADIUS })),
    ],
    texts: [
      ...ticks.map(({ value, text, width }): PlacedText => {
        return { ...AXIS, text, x: area.x + ticksWidth - width, baseline: up(value) + AXIS.size * 0.33 };
      }),
      ...dates.place(bottom + AXIS_GAP),
      ...placeLabels(labels, { line, reach, top: area.y, bottom, clearance: DOT_RADIUS, typeface }),
    ],
  };
}

function rule(x: number, y: number, width: number): Shape {
  return { kind: 'box', x, y: y - HAIRLINE / 2, width, height: HAIRLINE, colour: 'hairline' };
}

function projectTime(points: readonly HistoryPoint[], left: number, right: number) {
  const times = points.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return (time: number) => left + ((time - first) / Math.max(last - first, 1)) * (right - left);
}
