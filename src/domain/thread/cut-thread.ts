import { chooseCuts, joinPieces } from './choose-cuts.ts';
import { BLOCK_GAP, cutPieces, type Piece, type TooLong } from './cut-pieces.ts';
import type { Paragraph } from './flatten-body.ts';
import { createRuler, type Measures, numberSuffix, type Ruler } from './ruler.ts';

/** A part before it gets its marks: its range in the whole text, and what it adds of its own. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  /** The part's number, or nothing. */
  readonly suffix: string;
}

export interface Thread {
  readonly text: string;
  readonly cuts: readonly Cut[];
  /** A part that says nothing but hashtags. */
  readonly hasWidow: boolean;
}

/** Cuts one list of paragraphs after another for the same network; what was measured once is kept. */
export interface ThreadCutter {
  cut(paragraphs: readonly Paragraph[]): Thread | TooLong;
}

/** More parts than this many digits can number are no thread that anybody reads. */
const MOST_DIGITS = 4;

export function createThreadCutter(measures: Measures, numbered: boolean): ThreadCutter {
  const whole = createRuler(measures, 0);
  const rulers = new Map<number, Ruler>();
  const pieces = new Map<Ruler, Map<Paragraph, readonly Piece[] | TooLong>>();

  const rulerFor = (digits: number) => remember(rulers, digits, () => createRuler(measures, digits));
  const piecesOf = (paragraph: Paragraph, ruler: Ruler) =>
    remember(
      remember(pieces, ruler, () => new Map()),
      paragraph,
      () => cutPieces(paragraph, ruler),
    );

  const cutWith = (paragraphs: readonly Paragraph[], ruler: Ruler): Thread | TooLong => {
    const all: Piece[] = [];
    for (const paragraph of paragraphs) {
      const found = piecesOf(paragraph, ruler);
      if ('tooLong' in found) return found;
      all.push(...found);
    }
    const quick = makeThread(all, chooseCuts(all, ruler, false), ruler.suffix !== '');
    return holdsAll(quick, whole)
      ? quick
      : makeThread(all, chooseCuts(all, ruler, true), ruler.suffix !== '');
  };

  return {
    cut(paragraphs) {
      const text = paragraphs.map(paragraph => paragraph.text).join(BLOCK_GAP);
      if (whole.holds(text)) return oneCut(text);
      if (!numbered) return cutWith(paragraphs, whole);
      for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
        const thread = cutWith(paragraphs, rulerFor(digits));
        if ('tooLong' in thread || String(thread.cuts.length).length <= digits) return thread;
      }
      return cutWith(paragraphs, rulerFor(MOST_DIGITS));
    },
  };
}

function oneCut(text: string): Thread {
  return { text, cuts: [{ start: 0, end: text.length, suffix: '' }], hasWidow: false };
}

function makeThread(pieces: readonly Piece[], starts: readonly number[], numbered: boolean): Thread {
  const cuts: Cut[] = [];
  let text = '';
  let hasWidow = false;
  starts.forEach((first, index) => {
    const next = starts[index + 1] ?? pieces.length;
    if (index > 0) text += pieces[first]?.gap ?? '';
    const start = text.length;
    text += joinPieces(pieces, first, next);
    const suffix = numbered ? numberSuffix(index + 1, starts.length) : '';
    cuts.push({ start, end: text.length, suffix });
    hasWidow ||= first > 0 && pieces.slice(first, next).every(piece => piece.onlyTags);
  });
  return { text, cuts, hasWidow };
}

function holdsAll({ text, cuts }: Thread, ruler: Ruler): boolean {
  return cuts.every(({ start, end, suffix }) => ruler.holds(text.slice(start, end) + suffix));
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
