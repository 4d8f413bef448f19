import type { Typeface } from '../cards/typeface.ts';
import type { PreviewTile } from './preview-sheet.ts';
import { boldly, createMeasure, setText } from './set-text.ts';
import { type Piece, ROOM, SHEET, type Tone } from './sheet-pieces.ts';

/** What a tile holds, one under the other, from its own corner. */
export interface Stack {
  readonly tile: PreviewTile;
  readonly pieces: readonly Piece[];
  readonly height: number;
}

/** Longer texts end with a line that says so. */
const MOST_LINES = 15;
const REFUSAL_LINES = 12;
/** Room above and below pictures, and around a card. */
const AIR = 14;
const CARD_INSET = 24;

export function stackTile(tile: PreviewTile, typeface: Typeface): Stack {
  const pile = createPile(typeface);
  pile.write(tile.heading, { size: SHEET.heading, tone: 'ink', bold: true, most: 1 });
  if (tile.measure !== '') pile.write(tile.measure, { size: SHEET.measure, tone: 'soft', most: 2 });
  pile.leave(AIR);
  if (tile.refusal === undefined) stackContent(tile, pile);
  else pile.write(tile.refusal, { size: SHEET.measure, tone: 'fault', most: REFUSAL_LINES });
  return { tile, pieces: pile.pieces, height: pile.reached() + SHEET.padding };
}

function stackContent(tile: PreviewTile, pile: Pile): void {
  const { text, marks, pictures, picturesFirst, card, more } = tile;
  if (picturesFirst) pile.show(pictures);
  const words = { size: SHEET.text, tone: 'ink' as const, marks, most: MOST_LINES };
  if (text !== '' && pile.write(text, words)) pile.write('…', { size: SHEET.text, tone: 'soft' });
  if (!picturesFirst) pile.show(pictures);
  if (card !== undefined) stackCard(card, pile);
  if (more !== undefined) pile.write(more, { size: SHEET.measure, tone: 'soft', most: 1 });
}

/** A card is told by the line at its side. */
function stackCard({ title, host }: NonNullable<PreviewTile['card']>, pile: Pile): void {
  pile.leave(AIR / 2);
  const top = pile.reached();
  pile.write(title, { size: SHEET.measure, tone: 'ink', bold: true, most: 2, inset: CARD_INSET });
  pile.write(host, { size: SHEET.measure, tone: 'soft', most: 1, inset: CARD_INSET });
  pile.pieces.push({ kind: 'frame', x: 0, y: top, height: pile.reached() - top });
  pile.leave(AIR);
}

interface Writing {
  readonly size: number;
  readonly tone: Tone;
  readonly bold?: boolean;
  readonly marks?: PreviewTile['marks'];
  readonly most?: number;
  readonly inset?: number;
}

interface Pile {
  readonly pieces: Piece[];
  /** How far down it is. */
  reached(): number;
  leave(pixels: number): void;
  /** True where the text has more lines than it may. */
  write(text: string, how: Writing): boolean;
  show(pictures: PreviewTile['pictures']): void;
}

function createPile(typeface: Typeface): Pile {
  const pieces: Piece[] = [];
  let y: number = SHEET.padding;
  return {
    pieces,
    reached: () => y,
    leave(pixels) {
      y += pixels;
    },
    write(text, { size, tone, bold = false, marks = [], most = Number.POSITIVE_INFINITY, inset = 0 }) {
      const shown = bold ? boldly(text) : marks;
      const lines = setText(text, shown, ROOM - inset, createMeasure(typeface, size));
      for (const line of lines.slice(0, most)) {
        pieces.push({ kind: 'line', x: inset, y: y + size, line, size, tone });
        const step = size * LEADING;
        // An empty line parts paragraphs, and need not be a whole one.
        y += line.length === 0 ? step / 2 : step;
      }
      return lines.length > most;
    },
    show(pictures) {
      if (pictures.length === 0) return;
      pieces.push({ kind: 'pictures', x: 0, y: y + AIR, pictures });
      y += SHEET.pictures + 2 * AIR;
    },
  };
}

/** From line to line, in sizes. */
const LEADING = 1.34;
