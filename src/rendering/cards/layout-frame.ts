import type { CardDrawing } from '../../domain/figure-card.ts';
import { layoutText } from './layout-cell.ts';
import type { Area, PlacedText, Shape } from './picture.ts';
import type { Typeface } from './typeface.ts';

const MARGIN = 64;
const BAND = 14;
const HEAD = 44;
const FOOT = 34;
const TITLE = { size: 36, weight: 'bold', colour: 'accent' } as const;
const PUBLISHER = { size: 30, weight: 'bold', colour: 'ink' } as const;
const GAP = 30;
const HAIRLINE = 2;

export interface Frame {
  readonly shapes: readonly Shape[];
  readonly texts: readonly PlacedText[];
  /** Where the figures go. */
  readonly body: Area;
}

/** The campaign's title above, the publisher's name below. Undefined where one of them does not fit. */
export function layoutFrame(
  { title, publisher }: CardDrawing,
  { width, height }: { readonly width: number; readonly height: number },
  typeface: Typeface,
): Frame | undefined {
  const room = width - 2 * MARGIN;
  const head = layoutText([title], TITLE, room, typeface);
  const foot = layoutText(publisher === undefined ? [] : [publisher], PUBLISHER, room, typeface);
  if (head === undefined || foot === undefined) return undefined;
  const headTop = BAND + HEAD;
  const footTop = height - FOOT - foot.height;
  const top = headTop + head.height + GAP;
  const bottom = publisher === undefined ? height - FOOT : footTop - GAP;
  const rule = {
    kind: 'box',
    x: MARGIN,
    y: footTop - GAP / 2 - HAIRLINE,
    width: room,
    height: HAIRLINE,
    colour: 'hairline',
  } as const;
  return {
    shapes: [
      { kind: 'box', x: 0, y: 0, width, height: BAND, colour: 'accent' },
      ...(publisher === undefined ? [] : [rule]),
    ],
    texts: [...head.place({ x: MARGIN, y: headTop }), ...foot.place({ x: MARGIN, y: footTop })],
    body: { x: MARGIN, y: top, width: room, height: bottom - top },
  };
}
