import { BLOCK_GAP, type Piece } from './cut-pieces.ts';
import { leansOn } from './ends-sentence.ts';
import type { Ruler } from './ruler.ts';

/** What a cut costs, by where it goes. Only the proportions matter. */
const CUT = { paragraph: 0, line: 10, sentence: 30, word: 1000, 'inside a word': 5000 } as const;
/** Added for each quotation or bracket that the cut goes through. */
const THROUGH_QUOTATION = 2000;
/** A word cut beside a comma, a semicolon or a dash reads better; one that tears a name or a short word off, worse. */
const AT_CLAUSE = -400;
const AWKWARD = 300;
/** What introduces something (a colon, a heading) stays with it. */
const AFTER_COLON = 400;
const AFTER_HEADING = 150;

/** What a part costs: one more of them; the room it leaves, squared, which balances them; being tiny, or no sentence. */
const PART = 40;
const SLACK = 40;
const TINY_BELOW = 0.3;
const TINY = 200;
const NO_SENTENCE = 500;
const TAGS_ALONE = 800;

const LONGEST_HEADING = 80;

/**
 * Chooses the cheapest way to make parts of pieces: returns the index of each part's first piece. Looks at all ways by
 * dynamic programming over the pieces. `exact` measures every part as it will stand; otherwise sizes are added up,
 * which is much faster and right for all but rare texts.
 */
export function chooseCuts(pieces: readonly Piece[], ruler: Ruler, exact: boolean): readonly number[] {
  const steps = pieces.map((piece, index) => ({
    size: ruler.size(piece.text),
    gap: ruler.size(piece.gap),
    cost: cutCost(pieces[index - 1], piece),
    whole: piece.whole,
    onlyTags: piece.onlyTags,
  }));
  const best: number[] = [0];
  const from: number[] = [0];
  for (let end = 1; end <= steps.length; end += 1) {
    let cheapest = Number.POSITIVE_INFINITY;
    let size = 0;
    let whole = false;
    let onlyTags = true;
    for (let start = end - 1; start >= 0; start -= 1) {
      const step = steps[start];
      if (step === undefined) break;
      size += step.size + (start + 1 === end ? 0 : (steps[start + 1]?.gap ?? 0));
      whole ||= step.whole;
      onlyTags &&= step.onlyTags;
      const holds = exact ? ruler.holdsExactly(joinPieces(pieces, start, end)) : size <= ruler.room;
      if (!holds && start + 1 < end) break;
      const part = partCost(size / ruler.room, whole, onlyTags && start > 0);
      const cost = (best[start] ?? 0) + step.cost + part;
      if (cost < cheapest) {
        cheapest = cost;
        from[end] = start;
      }
    }
    best[end] = cheapest;
  }
  return walkBack(from, pieces.length);
}

/** The text of the pieces from `start` up to `end`, as one part would say it. */
export function joinPieces(pieces: readonly Piece[], start: number, end: number): string {
  let text = '';
  for (let index = start; index < end; index += 1) {
    const piece = pieces[index];
    if (piece !== undefined) text += (index === start ? '' : piece.gap) + piece.text;
  }
  return text;
}

function walkBack(from: readonly number[], end: number): readonly number[] {
  const starts: number[] = [];
  for (let at = end; at > 0; at = from[at] ?? 0) starts.unshift(from[at] ?? 0);
  return starts;
}

function partCost(fill: number, whole: boolean, tagsAlone: boolean): number {
  const slack = Math.max(0, 1 - fill);
  return (
    PART +
    SLACK * slack * slack +
    TINY * Math.max(0, TINY_BELOW - fill) +
    (whole ? 0 : NO_SENTENCE) +
    (tagsAlone ? TAGS_ALONE : 0)
  );
}

/** What it costs to end a part with `previous` and begin one with `piece`. */
function cutCost(previous: Piece | undefined, piece: Piece): number {
  if (previous === undefined) return 0;
  const introduction = leadsOn(previous.text, piece.gap);
  const found = piece.before;
  if (found === undefined) return CUT.paragraph + introduction;
  const word = found.boundary === 'word' ? wordCutCost(previous.text, piece.text) : 0;
  return CUT[found.boundary] + THROUGH_QUOTATION * found.depth + introduction + word;
}

function wordCutCost(before: string, after: string): number {
  if (/[,;:—–][»”"')\]]*$/.test(before) || /^[—–]/.test(after)) return AT_CLAUSE;
  return leansOn(before) ? AWKWARD : 0;
}

function leadsOn(text: string, gap: string): number {
  if (text.endsWith(':')) return AFTER_COLON;
  return gap === BLOCK_GAP && text.length <= LONGEST_HEADING && /[\p{L}\p{N}]$/u.test(text)
    ? AFTER_HEADING
    : 0;
}
