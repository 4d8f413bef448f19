import type { SheetPicture } from './preview-sheet.ts';
import type { Line } from './set-text.ts';

/** Pixels. On a phone the picture is about 390 points wide, so that a letter of 34 is as large as small print. */
export const SHEET = {
  width: 1440,
  margin: 36,
  padding: 30,
  title: 44,
  heading: 36,
  measure: 29,
  text: 34,
  pictures: 250,
} as const;

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
