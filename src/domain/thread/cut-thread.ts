import { chooseCuts, joinPieces } from './choose-cuts.ts';
import { BLOCK_GAP, cutPieces, type Piece, type TooLong } from './cut-pieces.ts';
import { findBreaks } from './find-breaks.ts';
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
}

/** How a text would be cut. */
export interface CutPlan {
  readonly parts: number;
  /** A part would say nothing but hashtags. */
  readonly hasWidow: boolean;
  /** Cuts, and measures each part as it will stand. */
  make(): Thread;
}

/** Plans one list of paragraphs after another for the same network; what was found and measured once is kept. */
export interface ThreadCutter {
  plan(paragraphs: readonly Paragraph[]): CutPlan | TooLong;
}

/** More parts than this many digits can number are no thread that anybody reads. */
const MOST_DIGITS = 4;
/** A text so many times longer than a part is not measured as one part first. */
const CLEARLY_LONGER = 4;

export function createThreadCutter(measures: Measures, numbered: boolean): ThreadCutter {
  const plain = createRuler(measures, 0);
  const rulers = new Map<number, Ruler>();
  const pieces = new Map<Ruler, Map<Paragraph, readonly Piece[] | TooLong>>();

  const piecesOf = (paragraph: Paragraph, ruler: Ruler) =>
    remember(
      remember(pieces, ruler, () => new Map()),
      paragraph,
      () => cutPieces(paragraph, findBreaks(paragraph), ruler),
    );
  const planWith = (paragraphs: readonly Paragraph[], ruler: Ruler): CutPlan | TooLong => {
    const all: Piece[] = [];
    for (const paragraph of paragraphs) {
      const found = piecesOf(paragraph, ruler);
      if ('tooLong' in found) return found;
      all.push(...found);
    }
    return planCuts(all, ruler, plain);
  };

  return {
    plan(paragraphs) {
      const text = paragraphs.map(paragraph => paragraph.text).join(BLOCK_GAP);
      if (text.length <= CLEARLY_LONGER * measures.limit && plain.holdsExactly(text)) return planOne(text);
      if (!numbered) return planWith(paragraphs, plain);
      for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
        const ruler = remember(rulers, digits, () => createRuler(measures, digits));
        const planned = planWith(paragraphs, ruler);
        if ('tooLong' in planned || String(planned.parts).length <= digits) return planned;
      }
      return planWith(paragraphs, createRuler(measures, MOST_DIGITS));
    },
  };
}

function planOne(text: string): CutPlan {
  return {
    parts: 1,
    hasWidow: false,
    make: () => ({ text, cuts: [{ start: 0, end: text.length, suffix: '' }] }),
  };
}

/** `plain` measures parts that have their numbers already. */
function planCuts(pieces: readonly Piece[], ruler: Ruler, plain: Ruler): CutPlan {
  const starts = chooseCuts(pieces, ruler, false);
  const numbered = ruler.suffix !== '';
  return {
    parts: starts.length,
    hasWidow: starts.some(
      (first, index) => first > 0 && pieces.slice(first, starts[index + 1]).every(piece => piece.onlyTags),
    ),
    make() {
      const quick = makeThread(pieces, starts, numbered);
      const holds = quick.cuts.every(({ start, end, suffix }) =>
        plain.holdsExactly(quick.text.slice(start, end) + suffix),
      );
      return holds ? quick : makeThread(pieces, chooseCuts(pieces, ruler, true), numbered);
    },
  };
}

function makeThread(pieces: readonly Piece[], starts: readonly number[], numbered: boolean): Thread {
  const cuts: Cut[] = [];
  let text = '';
  starts.forEach((first, index) => {
    if (index > 0) text += pieces[first]?.gap ?? '';
    const start = text.length;
    text += joinPieces(pieces, first, starts[index + 1] ?? pieces.length);
    const suffix = numbered && starts.length > 1 ? numberSuffix(index + 1, starts.length) : '';
    cuts.push({ start, end: text.length, suffix });
  });
  return { text, cuts };
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
