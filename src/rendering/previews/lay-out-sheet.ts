import type { Typeface } from '../cards/typeface.ts';
import type { PreviewSheet, PreviewTile, SheetPicture } from './preview-sheet.ts';
import { createMeasure, type Line, setText } from './set-text.ts';

/** Pixels. On a phone the picture is about 390 points wide, so that a letter of 34 is as large as small print. */
export const SHEET = {
  width: 1440,
  margin: 36,
  padding: 30,
  title: 44,
  heading: 36,
  measure: 29,
  text: 34,
  line: 46,
  pictures: 330,
} as const;

/** Longer texts end with a line that says so. */
const MOST_LINES = 15;

export const TILE_WIDTH = (SHEET.width - 3 * SHEET.margin) / 2;
export const ROOM = TILE_WIDTH - 2 * SHEET.padding;

/** One thing in a tile; `y` from the sheet's top: a baseline for texts, the upper edge for everything else. */
export type Piece =
  | {
      readonly kind: 'line';
      readonly x: number;
      readonly y: number;
      readonly line: Line;
      readonly size: number;
      readonly tone: Tone;
    }
  | {
      readonly kind: 'pictures';
      readonly x: number;
      readonly y: number;
      readonly pictures: readonly SheetPicture[];
    }
  | { readonly kind: 'frame'; readonly x: number; readonly y: number; readonly height: number };

export type Tone = 'ink' | 'soft' | 'fault';

export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly isRefused: boolean;
}

export interface SheetLayout {
  readonly height: number;
  readonly tiles: readonly TilePlace[];
  readonly pieces: readonly Piece[];
}

export function layOutSheet({ title, tiles }: PreviewSheet, typeface: Typeface): SheetLayout {
  const head = setText(title, [], SHEET.width - 2 * SHEET.margin, createMeasure(typeface, SHEET.title));
  const pieces: Piece[] = head.slice(0, 2).map((line, index) => ({
    kind: 'line',
    x: SHEET.margin,
    y: SHEET.margin + SHEET.title + index * SHEET.title * 1.25,
    line: line.map(run => ({ ...run, look: { ...run.look, weight: 'bold' } })),
    size: SHEET.title,
    tone: 'ink',
  }));
  const places: TilePlace[] = [];
  let y = SHEET.margin + Math.min(head.length, 2) * SHEET.title * 1.25 + SHEET.margin;
  for (let index = 0; index < tiles.length; index += 2) {
    const pair = tiles.slice(index, index + 2).map(tile => stackTile(tile, typeface));
    const height = Math.max(...pair.map(stack => stack.height));
    for (const [column, { tile, pieces: own }] of pair.entries()) {
      const x = SHEET.margin + column * (TILE_WIDTH + SHEET.margin);
      places.push({ x, y, height, isRefused: tile.refusal !== undefined });
      pieces.push(...own.map(piece => ({ ...piece, x: piece.x + x + SHEET.padding, y: piece.y + y })));
    }
    y += height + SHEET.margin;
  }
  return { height: Math.ceil(y), tiles: places, pieces };
}

interface Stack {
  readonly tile: PreviewTile;
  readonly pieces: readonly Piece[];
  readonly height: number;
}

/** What a tile holds, one under the other, from its own corner. */
function stackTile(tile: PreviewTile, typeface: Typeface): Stack {
  const pieces: Piece[] = [];
  let y: number = SHEET.padding;
  const write = (text: string, size: number, tone: Tone, bold = false, marks = tile.marks, most = 99) => {
    const lines = setText(text, marks, ROOM, createMeasure(typeface, size));
    const step = size === SHEET.text ? SHEET.line : size * 1.3;
    for (const line of lines.slice(0, most)) {
      const shown = bold
        ? line.map(run => ({ ...run, look: { ...run.look, weight: 'bold' as const } }))
        : line;
      pieces.push({ kind: 'line', x: 0, y: y + size, line: shown, size, tone });
      y += step;
    }
    return lines.length > most;
  };
  const show = () => {
    if (tile.pictures.length === 0) return;
    pieces.push({ kind: 'pictures', x: 0, y: y + 10, pictures: tile.pictures });
    y += SHEET.pictures + 28;
  };
  write(tile.heading, SHEET.heading, 'ink', true, [], 1);
  if (tile.measure !== '') write(tile.measure, SHEET.measure, 'soft', false, [], 2);
  y += 14;
  if (tile.refusal === undefined) {
    if (tile.picturesFirst) show();
    if (tile.text !== '' && write(tile.text, SHEET.text, 'ink', false, tile.marks, MOST_LINES)) {
      write('…', SHEET.text, 'soft', false, []);
    }
    if (!tile.picturesFirst) show();
    if (tile.card !== undefined) y = stackCard(tile.card, y, pieces, write, () => y);
    if (tile.more !== undefined) write(tile.more, SHEET.measure, 'soft', false, [], 1);
  } else {
    write(tile.refusal, SHEET.measure, 'fault', false, [], 12);
  }
  return { tile, pieces, height: y + SHEET.padding };
}

type Write = (
  text: string,
  size: number,
  tone: Tone,
  bold: boolean,
  marks: PreviewTile['marks'],
  most: number,
) => boolean;

/** A card is told by the line at its side. */
function stackCard(
  card: NonNullable<PreviewTile['card']>,
  top: number,
  pieces: Piece[],
  write: Write,
  reached: () => number,
): number {
  const from = pieces.length;
  write(card.title, SHEET.measure, 'ink', true, [], 2);
  write(card.host, SHEET.measure, 'soft', false, [], 1);
  const bottom = reached();
  const moved = pieces.splice(from).map(piece => ({ ...piece, x: piece.x + 24, y: piece.y + 8 }));
  pieces.push({ kind: 'frame', x: 0, y: top + 8, height: bottom - top }, ...moved);
  return bottom + 20;
}
