import type { CardChart } from '../../domain/figure-card.ts';
import { layoutDates } from './layout-dates.ts';
import type { Area, Layout, PlacedText, Point, Shape, TextStyle } from './picture.ts';
import { placeLabels } from './place-labels.ts';
import type { Typeface } from './typeface.ts';

const AXIS: TextStyle = { size: 24, weight: 'regular', colour: 'soft' };
const LINE_WIDTH = 5;
const DOT_RADIUS = 9;
const HAIRLINE = 2;
const AXIS_GAP = 16;
/** From the middle of a line of text to its baseline, in sizes. */
const HALF_CAPITAL = 0.33;
/** Room above the scale, for a label. */
const HEADROOM = 44;
/** The line keeps off the ends of the scale, so that its first and last dates have room. */
const INSET = 58;

/** A line through a figure's history, from zero, so that no change looks larger than it is. */
export function layoutChart(chart: CardChart, area: Area, typeface: Typeface): Layout {
  const measure = (text: string) => typeface.width(text, AXIS.weight, AXIS.size);
  const ticksWidth = Math.max(...chart.ticks.map(({ text }) => measure(text)));
  const reach = { left: area.x + ticksWidth + AXIS_GAP, right: area.x + area.width };
  const across = projectTime(chart, reach.left + INSET, reach.right - INSET);
  const named = chart.points.flatMap(point =>
    point.named === undefined ? [] : [{ ...point, ...point.named, at: point }],
  );
  const dates = layoutDates(
    named.map(({ date, time }) => ({ text: date, x: across(time) })),
    reach,
    AXIS,
    typeface,
  );
  const bottom = area.y + area.height - dates.height - AXIS_GAP;
  const up = projectValue(chart, bottom, area.y + HEADROOM);
  const place = ({ time, value }: { time: number; value: number }): Point => ({
    x: across(time),
    y: up(value),
  });
  const line = chart.points.map(place);
  const labels = named.map(({ at, value }) => ({ text: value, at: place(at) }));
  return {
    shapes: [
      ...chart.ticks.map(({ value }) => rule(reach.left, up(value), reach.right - reach.left)),
      { kind: 'line', points: line, width: LINE_WIDTH },
      ...labels.map(({ at }): Shape => ({ kind: 'dot', at, radius: DOT_RADIUS })),
    ],
    texts: [
      ...chart.ticks.map(({ value, text }): PlacedText => {
        const x = area.x + ticksWidth - measure(text);
        return { ...AXIS, text, x, baseline: up(value) + AXIS.size * HALF_CAPITAL };
      }),
      ...dates.place(bottom + AXIS_GAP),
      ...placeLabels(labels, { line, reach, top: area.y, bottom, clearance: DOT_RADIUS, typeface }),
    ],
  };
}

function rule(x: number, y: number, width: number): Shape {
  return { kind: 'box', x, y: y - HAIRLINE / 2, width, height: HAIRLINE, colour: 'hairline' };
}

function projectTime({ points }: CardChart, left: number, right: number): (time: number) => number {
  const times = points.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return time => left + ((time - first) / Math.max(last - first, 1)) * (right - left);
}

function projectValue({ ticks }: CardChart, bottom: number, top: number): (value: number) => number {
  const highest = Math.max(...ticks.map(({ value }) => value), 1);
  return value => bottom - (value / highest) * (bottom - top);
}
