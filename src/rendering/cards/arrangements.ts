import type { CardDrawing, FigureCardSize } from '../../domain/figure-card.ts';
import type { CellSizes } from './layout-cell.ts';
import type { Arrangement } from './layout-cells.ts';

/** Below these, in pixels, a phone shows grey. A card is seen on it at about a third of its size. */
const LEGIBLE = { label: 26, noun: 30, dated: 24 };

const ALONE: CellSizes = { label: 48, number: 230, noun: 76, dated: 34 };
const ALONE_IN_A_SQUARE: CellSizes = { label: 54, number: 300, noun: 84, dated: 38 };
const BESIDE_CHART: CellSizes = { label: 38, number: 150, noun: 54, dated: 28 };
const LARGE: CellSizes = { label: 40, number: 150, noun: 52, dated: 32 };
const MEDIUM: CellSizes = { label: 36, number: 112, noun: 48, dated: 30 };
const SMALL: CellSizes = { label: 32, number: 92, noun: 42, dated: 27 };

/** By number of figures. The first that fits at the largest scale is taken. */
const ARRANGEMENTS: Readonly<Record<FigureCardSize, readonly (readonly Arrangement[])[]>> = {
  wide: [
    [{ columns: 1, sizes: ALONE }],
    [{ columns: 2, sizes: LARGE }],
    [
      { columns: 3, sizes: MEDIUM },
      { columns: 1, sizes: SMALL },
    ],
    [{ columns: 2, sizes: SMALL }],
  ],
  square: [
    [{ columns: 1, sizes: ALONE_IN_A_SQUARE }],
    [{ columns: 1, sizes: LARGE }],
    [{ columns: 1, sizes: MEDIUM }],
    [
      { columns: 1, sizes: SMALL },
      { columns: 2, sizes: SMALL },
    ],
  ],
};

export function arrangementsFor({ cells, size, chart }: CardDrawing, scale: number): readonly Arrangement[] {
  const wished =
    chart === undefined
      ? (ARRANGEMENTS[size][cells.length - 1] ?? [])
      : [{ columns: 1, sizes: BESIDE_CHART }];
  return wished.map(({ columns, sizes }) => ({ columns, sizes: scaled(sizes, scale) }));
}

function scaled({ label, number, noun, dated }: CellSizes, scale: number): CellSizes {
  return {
    label: Math.max(label * scale, LEGIBLE.label),
    number: number * scale,
    noun: Math.max(noun * scale, LEGIBLE.noun),
    dated: Math.max(dated * scale, LEGIBLE.dated),
  };
}
