import type { CardCell } from '../../domain/figure-card.ts';
import {
  type Cell,
  type CellFrame,
  type CellSizes,
  layoutCell,
  layoutText,
  type Stack,
} from './layout-cell.ts';
import type { Area, Layout, PlacedText, Shape } from './picture.ts';
import type { Typeface } from './typeface.ts';

/** How cells stand: so many beside each other, with these sizes. */
export interface Arrangement {
  readonly columns: number;
  readonly sizes: CellSizes;
}

const COLUMN_GAP = 72;
const ROW_GAP = { least: 26, most: 84 };
const HAIRLINE = 2;
/** Between the stories of a cell. */
const BELOW_LABEL = 12;
const BELOW_VALUE = 10;

interface Row {
  readonly cells: readonly Cell[];
  readonly label: number;
  readonly value: number;
  readonly height: number;
}

/** Cells in rows and columns, centred in the height of the area. Undefined where they do not fit. */
export function layoutCells(
  cells: readonly CardCell[],
  { columns, sizes }: Arrangement,
  area: Area,
  typeface: Typeface,
): Layout | undefined {
  const width = (area.width - (columns - 1) * COLUMN_GAP) / columns;
  const shared = sharedDate(cells);
  const below = layoutShared(shared, sizes, area.width, typeface);
  const rows = inRows(cells, columns).map(row => {
    const dated = (cell: CardCell) => (shared ? [] : datedLines(cell, sizes.dated, width, typeface));
    return layoutRow(row, dated, { sizes, width }, typeface);
  });
  if (below === undefined || !isWhole(rows)) return undefined;
  const blocks = [...rows, ...(below.height === 0 ? [] : [below])];
  const left = area.height - blocks.reduce((total, { height }) => total + height, 0);
  const gap = Math.min(left / Math.max(blocks.length, 1), ROW_GAP.most);
  if (left < 0 || (blocks.length > 1 && gap < ROW_GAP.least)) return undefined;
  return placeBlocks(rows, below, { area, width, gap, top: area.y + (left - gap * (blocks.length - 1)) / 2 });
}

function inRows<T>(items: readonly T[], columns: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / columns) }, (_, index) =>
    items.slice(index * columns, (index + 1) * columns),
  );
}

function isWhole<T>(items: readonly (T | undefined)[]): items is readonly T[] {
  return !items.includes(undefined);
}

function layoutRow(
  words: readonly CardCell[],
  dated: (cell: CardCell) => readonly string[],
  frame: Omit<CellFrame, 'noun'>,
  typeface: Typeface,
): Row | undefined {
  for (const noun of ['beside', 'below'] as const) {
    const cells = words.map(cell => layoutCell(cell, dated(cell), { ...frame, noun }, typeface));
    if (isWhole(cells)) return rowOf(cells);
  }
  return undefined;
}

function rowOf(cells: readonly Cell[]): Row {
  const tallest = (story: keyof Cell) => Math.max(...cells.map(cell => cell[story].height));
  const [label, value, dated] = [tallest('label') + BELOW_LABEL, tallest('value'), tallest('dated')];
  return { cells, label, value, height: label + value + (dated === 0 ? 0 : BELOW_VALUE + dated) };
}

interface Grid {
  readonly area: Area;
  /** Of a column. */
  readonly width: number;
  /** Between rows. */
  readonly gap: number;
  readonly top: number;
}

function placeBlocks(rows: readonly Row[], below: Stack, { area, width, gap, top }: Grid): Layout {
  const shapes: Shape[] = [];
  const texts: PlacedText[] = [];
  let y = top;
  for (const [index, row] of rows.entries()) {
    if (index > 0) {
      const above = y - gap / 2 - HAIRLINE / 2;
      shapes.push(hairline(area.x, above, area.width, HAIRLINE));
    }
    for (const [column, cell] of row.cells.entries()) {
      const x = area.x + column * (width + COLUMN_GAP);
      if (column > 0) shapes.push(hairline(x - COLUMN_GAP / 2, y, HAIRLINE, row.height));
      texts.push(
        ...cell.label.place({ x, y }),
        ...cell.value.place({ x, y: y + row.label }),
        ...cell.dated.place({ x, y: y + row.label + row.value + BELOW_VALUE }),
      );
    }
    y += row.height + gap;
  }
  return { shapes, texts: [...texts, ...below.place({ x: area.x, y })] };
}

function hairline(x: number, y: number, width: number, height: number): Shape {
  return { kind: 'box', x, y, width, height, colour: 'hairline' };
}

/** Figures of one date and one source bear them once. */
function sharedDate(cells: readonly CardCell[]): CardCell | undefined {
  const [first, ...others] = cells;
  if (first === undefined || others.length === 0) return undefined;
  return others.every(({ dated, source }) => dated === first.dated && source === first.source)
    ? first
    : undefined;
}

function layoutShared(
  shared: CardCell | undefined,
  { dated }: CellSizes,
  width: number,
  typeface: Typeface,
): Stack | undefined {
  const lines = shared === undefined ? [] : datedLines(shared, dated, width, typeface);
  return layoutText(lines, { size: dated, weight: 'regular', colour: 'soft' }, width, typeface);
}

/** Date and source in one line where there is room. */
function datedLines(
  { dated, source }: CardCell,
  size: number,
  width: number,
  typeface: Typeface,
): readonly string[] {
  const together = `${dated} · ${source}`;
  return typeface.width(together, 'regular', size) <= width ? [together] : [dated, source];
}
