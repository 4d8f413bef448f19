import { type Break, findInnerBreaks } from './find-breaks.ts';
import type { Paragraph } from './flatten-body.ts';
import type { Ruler } from './ruler.ts';

/** A stretch of a paragraph that stays in one part, and the cut that is possible in front of it. */
export interface Piece {
  readonly text: string;
  /** The white space in front of it; dropped where a part begins with this piece. */
  readonly gap: string;
  /** Absent at the beginning of a paragraph. */
  readonly before?: Break;
  /** At least a sentence. */
  readonly whole: boolean;
  readonly onlyTags: boolean;
}

/** A unit that is longer than a part may be. */
export interface TooLong {
  readonly tooLong: string;
}

/** Between blocks: an empty line. */
export const BLOCK_GAP = '\n\n';

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly before?: Break;
  readonly whole: boolean;
}

/**
 * Cuts a paragraph into pieces that fit, as large as they can be: sentences, and words only of a sentence that does not
 * fit; quotations are opened only where they do not fit themselves.
 */
export function cutPieces(
  paragraph: Paragraph,
  breaks: readonly Break[],
  ruler: Ruler,
): readonly Piece[] | TooLong {
  const { text, onlyTags } = paragraph;
  const holds = ({ start, end }: Stretch) => ruler.holds(text.slice(start, end));
  const ofRank = (rank: number) => breaks.filter(found => rankOf(found) === rank);
  const finest = breaks.reduce((rank, found) => Math.max(rank, rankOf(found)), 0);
  let tooLong: Stretch | undefined;
  const refine = (stretch: Stretch, rank: number): readonly Stretch[] => {
    if (holds(stretch)) return [stretch];
    if (rank > finest + 1) {
      tooLong ??= stretch;
      return [stretch];
    }
    const finer = rank > finest ? findInnerBreaks(paragraph, stretch) : ofRank(rank);
    return splitAt(stretch, finer, false).flatMap(piece => refine(piece, rank + 1));
  };
  const sentences = splitAt({ start: 0, end: text.length, whole: true }, ofRank(0), true);
  const stretches = sentences.flatMap(sentence => refine(sentence, 1));
  if (tooLong !== undefined) return { tooLong: text.slice(tooLong.start, tooLong.end) };
  return stretches.map(({ start, end, before, whole }) => {
    const gap = before === undefined ? BLOCK_GAP : text.slice(before.start, before.end);
    return { text: text.slice(start, end), gap, ...(before && { before }), whole, onlyTags };
  });
}

/** In which order breaks are used: outside quotations sentences, then words; then the same one quotation deeper. */
function rankOf({ boundary, depth }: Break): number {
  if (boundary === 'paragraph') return 0;
  return 2 * depth + (boundary === 'word' ? 1 : 0);
}

function splitAt(stretch: Stretch, breaks: readonly Break[], whole: boolean): readonly Stretch[] {
  const inside = breaks.filter(({ start, end }) => start >= stretch.start && end <= stretch.end);
  if (inside.length === 0) return [stretch];
  let { start, before }: { start: number; before?: Break | undefined } = stretch;
  const stretches: Stretch[] = [];
  for (const found of inside) {
    stretches.push({ start, end: found.start, ...(before && { before }), whole });
    start = found.end;
    before = found;
  }
  stretches.push({ start, end: stretch.end, ...(before && { before }), whole });
  return stretches;
}
