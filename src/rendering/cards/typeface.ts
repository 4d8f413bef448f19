import opentype, { type Font, type Glyph, type Path, type PathCommand } from 'opentype.js';
import { InputError } from '../../domain/input-error.ts';

export type Weight = 'regular' | 'bold';

/** The files of a typeface (TrueType or OpenType), whole. */
export type FontFiles = Readonly<Record<Weight, ArrayBuffer>>;

/** Sizes and offsets are in pixels, y goes down. */
export interface Typeface {
  /** Whether it can show the character; white space it can. */
  has(character: string): boolean;
  /** How far the text reaches. @throws InputError if the typeface lacks one of its characters. */
  width(text: string, weight: Weight, size: number): number;
  /** The text as the data of an SVG path. */
  outline(text: string, weight: Weight, size: number, x: number, baseline: number): string;
  /** What is inked. */
  box(text: string, weight: Weight, size: number, x: number, baseline: number): Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Costs some tens of milliseconds, so make it once. */
export function createTypeface(files: FontFiles): Typeface {
  const fonts = { regular: createSetter(files.regular), bold: createSetter(files.bold) };
  return {
    has: character => fonts.regular.has(character),
    width: (text, weight, size) => fonts[weight].set(text).width * size,
    outline: (text, weight, size, x, baseline) =>
      pathData(fonts[weight].draw(text, size, x, baseline).commands),
    box: (text, weight, size, x, baseline) => {
      const { x1, y1, x2, y2 } = fonts[weight].draw(text, size, x, baseline).getBoundingBox();
      return { left: x1, top: y1, right: x2, bottom: y2 };
    },
  };
}

interface SetText {
  /** Where each glyph stands, and how far the text reaches, in sizes. */
  readonly glyphs: readonly { readonly glyph: Glyph; readonly x: number }[];
  readonly width: number;
}

/**
 * Puts glyph after glyph, with kerning. The library's own way goes through substitutions too, of which it does not know all; the
 * scripts of the cards need none.
 */
function createSetter(file: ArrayBuffer) {
  const font = opentype.parse(file);
  const set = (text: string): SetText => {
    const shown = plainSpaces(text);
    checkCharacters(font, shown);
    let reached = 0;
    let previous: Glyph | undefined;
    const glyphs = [...shown].map(character => {
      const glyph = font.charToGlyph(character);
      const x =
        reached + (previous === undefined ? 0 : font.getKerningValue(previous, glyph) / font.unitsPerEm);
      reached = x + (glyph.advanceWidth ?? 0) / font.unitsPerEm;
      previous = glyph;
      return { glyph, x };
    });
    return { glyphs, width: reached };
  };
  return {
    set,
    has: (character: string) => font.charToGlyphIndex(plainSpaces(character)) !== 0,
    draw(text: string, size: number, x: number, baseline: number): Path {
      const path = new opentype.Path();
      for (const { glyph, x: at } of set(text).glyphs)
        path.extend(glyph.getPath(x + at * size, baseline, size));
      return path;
    },
  };
}

/** In hundredths of a pixel. The library's own way rounds some numbers to NaN, and remembers every number for ever. */
function pathData(commands: readonly PathCommand[]): string {
  return commands.map(command => command.type + coordinatesOf(command).map(near).join(' ')).join('');
}

function coordinatesOf(command: PathCommand): readonly number[] {
  switch (command.type) {
    case 'M':
    case 'L':
      return [command.x, command.y];
    case 'Q':
      return [command.x1, command.y1, command.x, command.y];
    case 'C':
      return [command.x1, command.y1, command.x2, command.y2, command.x, command.y];
    case 'Z':
      return [];
  }
}

function near(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A space that does not break, or is narrow, looks like one; few typefaces have them all. */
function plainSpaces(text: string): string {
  return text.normalize('NFC').replace(/[\u00a0\u2007\u2009\u202f]/g, ' ');
}

function checkCharacters(font: Font, text: string): void {
  const missing = [...text].find(character => font.charToGlyphIndex(character) === 0);
  if (missing === undefined) return;
  const code = missing.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  throw new InputError(
    `The typeface of the figure cards has no "${missing}" (U+${code}), which stands in "${text}": write it without.`,
  );
}
