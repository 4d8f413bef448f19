import { type CardDrawing, FIGURE_CARD_SIZES } from '../../domain/figure-card.ts';
import { InputError } from '../../domain/input-error.ts';
import { arrangementsFor } from './arrangements.ts';
import { layoutCells } from './layout-cells.ts';
import { layoutChart } from './layout-chart.ts';
import { layoutFrame } from './layout-frame.ts';
import type { Area, Layout, Picture } from './picture.ts';
import type { Typeface } from './typeface.ts';

/** From the wished sizes downwards; labels and dates stop at what is legible on a phone. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];
const CHART_GAP = 64;

/**
 * Sets a card: as large as everything fits, and nothing is ever cut.
 * @throws InputError if it does not fit at a legible size.
 */
export function layoutCard(drawing: CardDrawing, typeface: Typeface): Picture {
  const { size, cells, chart } = drawing;
  const frame = layoutFrame(drawing, FIGURE_CARD_SIZES[size], typeface);
  const areas = frame && areasOf(frame.body, drawing);
  const layout =
    areas &&
    firstThatFits(SCALES, scale =>
      firstThatFits(arrangementsFor(drawing, scale), each => layoutCells(cells, each, areas.cells, typeface)),
    );
  if (frame === undefined || layout === undefined) throw tooLong(drawing);
  const line = chart && areas?.chart && layoutChart(chart, areas.chart, typeface);
  const layouts = [frame, layout, ...(line === undefined ? [] : [line])];
  return {
    ...FIGURE_CARD_SIZES[size],
    shapes: layouts.flatMap(({ shapes }) => shapes),
    texts: layouts.flatMap(({ texts }) => texts),
  };
}

function firstThatFits<T>(tries: readonly T[], attempt: (each: T) => Layout | undefined): Layout | undefined {
  for (const each of tries) {
    const layout = attempt(each);
    if (layout !== undefined) return layout;
  }
  return undefined;
}

interface Areas {
  readonly cells: Area;
  readonly chart?: Area;
}

/** The figure beside its chart, or above it. */
function areasOf(body: Area, { size, chart }: CardDrawing): Areas {
  if (chart === undefined) return { cells: body };
  if (size === 'wide') {
    const width = body.width * 0.42;
    const x = body.x + width + CHART_GAP;
    return { cells: { ...body, width }, chart: { ...body, x, width: body.width - width - CHART_GAP } };
  }
  const height = body.height * 0.44;
  const y = body.y + height + CHART_GAP / 2;
  return { cells: { ...body, height }, chart: { ...body, y, height: body.height - height - CHART_GAP / 2 } };
}

function tooLong({ size, cells }: CardDrawing): InputError {
  const labels = cells.map(({ label }) => `"${label}"`).join(', ');
  return new InputError(
    `A ${size} figure card of ${labels} has too many words to be legible: take fewer figures, or the other size.`,
  );
}
