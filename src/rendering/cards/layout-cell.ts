import type { CardCell } from '../../domain/figure-card.ts';
import type { PlacedText, Point, TextStyle } from './picture.ts';
import type { Typeface } from './typeface.ts';
import { wrapText } from './wrap-text.ts';

/** The sizes of a cell's texts, in pixels. */
export interface CellSizes {
  readonly label: number;
  readonly number: number;
  readonly noun: number;
  readonly dated: number;
}

/** Lines below each other, as high as they are. */
export interface Stack {
  readonly height: number;
  place(at: Point): readonly PlacedText[];
}

/** The three stories of a cell; cells beside each other align them. */
export interface Cell {
  readonly label: Stack;
  readonly value: Stack;
  readonly dated: Stack;
}

/** From line to line, and from the top of a line to its baseline, in sizes. */
const LINE_HEIGHT = 1.2;
const ASCENT = 0.93;
const DESCENT = LINE_HEIGHT - ASCENT;
/** The same for the digits of a number, which have no accents, and a comma at most below. */
const DIGITS_ASCENT = 0.74;
const DIGITS_DESCENT = 0.14;
/** Between a number and the words beside it, in sizes of the words. */
const WORD_GAP = 0.32;
/** About the size of a label, in pixels. */
const LETTER = 44;

export interface CellFrame {
  readonly sizes: CellSizes;
  readonly width: number;
  /** Whether the noun stands beside its number or below it: cells beside each other do the same. */
  readonly noun: 'beside' | 'below';
}

/** Sets the words of a cell into a width. Undefined where they do not fit into it. `dated`: lines below the value. */
export function layoutCell(
  words: CardCell,
  dated: readonly string[],
  frame: CellFrame,
  typeface: Typeface,
): Cell | undefined {
  const { sizes, width } = frame;
  const label = layoutText(
    [words.label],
    { size: sizes.label, weight: 'regular', colour: 'soft' },
    width,
    typeface,
  );
  const value = layoutValue(words, frame, typeface);
  const below = layoutText(dated, { size: sizes.dated, weight: 'regular', colour: 'soft' }, width, typeface);
  return label && value && below && { label, value, dated: below };
}

/** Paragraphs below each other. Undefined where a word is wider than the width. */
export function layoutText(
  paragraphs: readonly string[],
  style: TextStyle,
  width: number,
  typeface: Typeface,
): Stack | undefined {
  const { size, weight } = style;
  const wrapped = paragraphs.map(text => wrapText(text, width, part => typeface.width(part, weight, size)));
  if (wrapped.some(lines => lines === undefined)) return undefined;
  const lines = wrapped.flatMap(each => each ?? []);
  return {
    height: lines.length * size * LINE_HEIGHT,
    place: ({ x, y }) =>
      lines.map((text, index) => ({
        ...style,
        text,
        x,
        baseline: y + size * (ASCENT + index * LINE_HEIGHT),
      })),
  };
}

/** The number in large, with its words beside it, or above and below it. */
function layoutValue(
  { before, number, after }: CardCell,
  { sizes, width, noun }: CellFrame,
  typeface: Typeface,
): Stack | undefined {
  const size = Math.min(sizes.number, (sizes.number * width) / typeface.width(number, 'bold', sizes.number));
  if (size < sizes.noun) return undefined;
  const big: Run = { text: number, size, ascent: DIGITS_ASCENT, descent: DIGITS_DESCENT };
  const small = (text: string): Row =>
    text === '' ? [] : [{ text, size: sizes.noun, ascent: ASCENT, descent: DESCENT }];
  const fits = (row: Row) => rowWidth(row, typeface) <= width;
  const together = [...small(before), big, ...small(after)];
  if (noun === 'beside') return fits(together) ? stackRows([together], typeface) : undefined;
  const head = [...small(before), big];
  const lines = wrapText(after, width, text => typeface.width(text, 'bold', sizes.noun));
  return (
    lines && stackRows([...(fits(head) ? [head] : [small(before), [big]]), ...lines.map(small)], typeface)
  );
}

interface Run {
  readonly text: string;
  readonly size: number;
  /** In sizes. */
  readonly ascent: number;
  readonly descent: number;
}

type Row = readonly Run[];

function stackRows(rows: readonly Row[], typeface: Typeface): Stack {
  const filled = rows.filter(row => row.length > 0);
  const tops = filled.map((_, index) => sum(filled.slice(0, index).map(rowHeight)));
  return {
    height: sum(filled.map(rowHeight)),
    place: ({ x, y }) =>
      filled.flatMap((row, index) => placeRow(row, { x, y: y + (tops[index] ?? 0) }, typeface)),
  };
}

function placeRow(row: Row, { x, y }: Point, typeface: Typeface): readonly PlacedText[] {
  const baseline = y + rowAscent(row);
  const [first] = row;
  const margin = first === undefined ? 0 : excessBearing(first, typeface);
  return row.map(({ text, size }, index) => ({
    text,
    size,
    weight: 'bold',
    colour: 'ink',
    x: x - margin + rowWidth(row.slice(0, index), typeface) + gapBefore(row, index),
    baseline,
  }));
}

/** A large digit keeps off its edge further than a letter does: it would not stand below the label's first letter. */
function excessBearing({ text, size }: Run, typeface: Typeface): number {
  const bearing = typeface.box(text, 'bold', size, 0, 0).left;
  return bearing * Math.max(0, 1 - LETTER / size);
}

function rowWidth(row: Row, typeface: Typeface): number {
  return sum(row.map(({ text, size }, index) => gapBefore(row, index) + typeface.width(text, 'bold', size)));
}

function gapBefore(row: Row, index: number): number {
  const [left, right] = [row[index - 1], row[index]];
  return left === undefined || right === undefined ? 0 : WORD_GAP * Math.min(left.size, right.size);
}

function rowHeight(row: Row): number {
  return rowAscent(row) + Math.max(...row.map(({ size, descent }) => size * descent));
}

function rowAscent(row: Row): number {
  return Math.max(...row.map(({ size, ascent }) => size * ascent));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
