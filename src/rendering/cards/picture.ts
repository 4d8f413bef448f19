import type { TextColour } from './palette.ts';
import type { Weight } from './typeface.ts';

export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  readonly weight: Weight;
  readonly colour: TextColour;
}

/** One line of text where it stands; pixels, y goes down. */
export interface PlacedText extends TextStyle {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
}

/** What is drawn beside texts. */
export type Shape =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: 'accent' | 'hairline';
    }
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly width: number;
    }
  | { readonly kind: 'dot'; readonly at: Point; readonly radius: number };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything stands. */
export interface Layout {
  readonly shapes: readonly Shape[];
  readonly texts: readonly PlacedText[];
}

/** A card laid out, not yet drawn. */
export interface Picture extends Layout {
  readonly width: number;
  readonly height: number;
}
