import { endsSentence } from './ends-sentence.ts';
import { findUnits, findUnspacedUnits } from './find-units.ts';
import type { Paragraph, Unit } from './flatten-body.ts';

export type Boundary = 'paragraph' | 'line' | 'sentence' | 'word' | 'inside a word';

/** White space at which a text may be cut: the part before ends at `start`, the next begins at `end`. */
export interface Break {
  readonly start: number;
  readonly end: number;
  readonly boundary: Boundary;
  /** How many quotations, brackets and written-out links the cut would go through. */
  readonly depth: number;
}

const SPACE = /[\t\n\v\f\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;
const NO_BREAK = new Set([0xa0, 0x202f, 0x2007, 0x2060, 0xfeff]);
/** What joins the character before it to one grapheme, white space too. */
const JOINS_BACK = /^(?:\p{M}|\p{EMod}|[\u200c\u0e33\u0eb3\uff9e\uff9f]|\u200d|[\u{e0020}-\u{e007f}])/u;

const FIRM = 255;

/** As paragraphs are kept, so is where they may be cut. */
const found = new WeakMap<Paragraph, readonly Break[]>();

/** Every place at which a paragraph may be cut at white space, in order. */
export function findBreaks(paragraph: Paragraph): readonly Break[] {
  const breaks = found.get(paragraph) ?? searchBreaks(paragraph);
  found.set(paragraph, breaks);
  return breaks;
}

function searchBreaks(paragraph: Paragraph): readonly Break[] {
  const { text } = paragraph;
  const depths = measureDepths(text.length, [...paragraph.units, ...findUnits(text)]);
  const breaks: Break[] = [];
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = start;
    while (isSpace(text, end)) end += 1;
    const depth = depths[start] ?? 0;
    if (end === start || depth === FIRM || joinsBack(text, end)) continue;
    if (NO_BREAK.has(text.charCodeAt(start - 1)) || NO_BREAK.has(text.charCodeAt(end))) continue;
    breaks.push({ start, end, boundary: boundaryAt(text, start, end), depth });
  }
  return breaks;
}

/** White space at which lines may end; nearly every character is a letter, which is told at a glance. */
function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 0x20 && code < 0x1680) return false;
  return code <= 0x20 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : SPACE.test(text.charAt(at));
}

/** The last resort for a run without white space: between words as Unicode has them, outside firm units. */
export function findInnerBreaks(
  paragraph: Paragraph,
  stretch: { readonly start: number; readonly end: number },
): readonly Break[] {
  const { text } = paragraph;
  const units = [...paragraph.units, ...findUnits(text), ...findUnspacedUnits(text)];
  const depths = measureDepths(text.length, units);
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  const breaks: Break[] = [];
  for (const { index } of words.segment(text.slice(stretch.start, stretch.end))) {
    const at = stretch.start + index;
    const depth = depths[at] === FIRM && depths[at - 1] === FIRM ? FIRM : 0;
    if (index === 0 || depth === FIRM || joinsBack(text, at)) continue;
    if (/\s/.test(text.slice(at - 1, at + 1))) continue;
    breaks.push({ start: at, end: at, boundary: 'inside a word', depth });
  }
  return breaks;
}

/** Latin, Greek and Cyrillic letters are the usual case, and never join. */
function joinsBack(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x300 || (code >= 0x370 && code <= 0x482)) return false;
  return JOINS_BACK.test(text.slice(at, at + 2));
}

/** For every code unit how many soft units hold it, or `FIRM`. */
function measureDepths(length: number, units: readonly Unit[]): Uint8Array {
  const depths = new Uint8Array(length);
  for (const { start, end, firm } of units) {
    for (let at = start; at < end; at += 1) {
      depths[at] = firm ? FIRM : Math.min(FIRM, (depths[at] ?? 0) + 1);
    }
  }
  return depths;
}

function boundaryAt(text: string, start: number, end: number): Boundary {
  const space = text.slice(start, end);
  const newline = space.indexOf('\n');
  if (newline >= 0) return space.includes('\n', newline + 1) ? 'paragraph' : 'line';
  return endsSentence(text, start, end) ? 'sentence' : 'word';
}
