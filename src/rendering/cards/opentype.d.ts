/** What the cards use of opentype.js, which brings no types; those of DefinitelyTyped bring the whole DOM with them. */
declare module 'opentype.js' {
  /** Coordinates in pixels, y goes down. */
  type PathCommand =
    | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
    | { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
    | {
        readonly type: 'C';
        readonly x1: number;
        readonly y1: number;
        readonly x2: number;
        readonly y2: number;
        readonly x: number;
        readonly y: number;
      }
    | { readonly type: 'Z' };

  class Path {
    readonly commands: readonly PathCommand[];
    extend(path: Path): void;
    getBoundingBox(): {
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    };
  }

  interface Glyph {
    /** In units of the font. */
    readonly advanceWidth?: number;
    getPath(x: number, y: number, size: number): Path;
  }

  interface Font {
    readonly unitsPerEm: number;
    /** 0 where the font lacks the character. */
    charToGlyphIndex(character: string): number;
    charToGlyph(character: string): Glyph;
    getKerningValue(left: Glyph, right: Glyph): number;
  }

  const opentype: { readonly Path: typeof Path; parse(file: ArrayBuffer): Font };
  export default opentype;
  export type { Font, Glyph, Path, PathCommand };
}
