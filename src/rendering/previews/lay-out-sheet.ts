import type { Typeface } from '../cards/typeface.ts';
import type { PreviewSheet } from './preview-sheet.ts';
import { boldly, createMeasure, setText } from './set-text.ts';
import { type Piece, SHEET, TILE_WIDTH } from './sheet-pieces.ts';
import { stackTile } from './stack-tile.ts';

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
  const head = setText(
    title,
    boldly(title),
    SHEET.width - 2 * SHEET.margin,
    createMeasure(typeface, SHEET.title),
  );
  const pieces: Piece[] = head.slice(0, 2).map((line, index) => ({
    kind: 'line',
    x: SHEET.margin,
    y: SHEET.margin + SHEET.title + index * SHEET.title * 1.25,
    line,
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
