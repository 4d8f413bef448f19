/**
 * Says in another language what the house wrote in English: reasons, refusals and notes, which stand in the database as they
 * were written. `house` maps each sentence, with `{{gaps}}` for what changes in it, to its translation. What it does not have
 * (a server's own words) stays as it is.
 */
export type Retell = (english: string) => string;

interface Phrase {
  /** What stands before, between and after the gaps. */
  readonly pieces: readonly string[];
  readonly gaps: readonly string[];
  readonly translation: string;
  /** So many characters have to be the same. */
  readonly weight: number;
}

const GAP = /\{\{(\w+)\}\}/g;
/** A gap of this name holds one word. */
const WORD = 'word';
/** What stands between sentences that were told together; each is told by itself. */
const JOINTS = ['\n', '; ', ', '] as const;
const DEEPEST = 4;

export function createRetell(house: Readonly<Record<string, string>>): Retell {
  const phrases = Object.entries(house)
    .map(([english, translation]) => readPhrase(english, translation))
    // The one that says most is the one that is meant.
    .sort((one, other) => other.weight - one.weight);
  const find = (text: string, depth: number): string | undefined => {
    if (depth > DEEPEST) return undefined;
    for (const phrase of phrases) {
      const values = match(phrase, text);
      if (values === undefined) continue;
      return phrase.translation.replaceAll(GAP, (_, gap: string) => {
        const value = values.get(gap) ?? '';
        return find(value, depth + 1) ?? value;
      });
    }
    return splitUp(text, part => find(part, depth + 1));
  };
  return english => find(english, 0) ?? english;
}

function readPhrase(english: string, translation: string): Phrase {
  const pieces = english.split(GAP).filter((_, index) => index % 2 === 0);
  const gaps = [...english.matchAll(GAP)].map(([, gap = '']) => gap);
  return { pieces, gaps, translation, weight: pieces.join('').length };
}

/** What stands in the gaps; undefined: it is another sentence. Looks at every character once for each piece. */
function match({ pieces, gaps }: Phrase, text: string): ReadonlyMap<string, string> | undefined {
  const [first = '', ...others] = pieces;
  if (!text.startsWith(first)) return undefined;
  if (others.length === 0) return text === first ? new Map() : undefined;
  const values = new Map<string, string>();
  let at = first.length;
  for (const [index, piece] of others.entries()) {
    const isLast = index === others.length - 1;
    const end = isLast ? text.length - piece.length : text.indexOf(piece, at + 1);
    if (end <= at || !text.startsWith(piece, end)) return undefined;
    const gap = gaps[index] ?? '';
    const value = text.slice(at, end);
    if (gap.startsWith(WORD) && /\s/.test(value)) return undefined;
    values.set(gap, value);
    at = end + piece.length;
  }
  return values;
}

/** A comma also stands inside of sentences, so all of what it joins has to be known. */
function splitUp(text: string, find: (part: string) => string | undefined): string | undefined {
  const joint = JOINTS.find(one => text.includes(one));
  if (joint === undefined) return undefined;
  const parts = text.split(joint);
  const told = parts.map(find);
  const known = told.filter(one => one !== undefined).length;
  if (known === 0 || (joint === ', ' && known < parts.length)) return undefined;
  return parts.map((part, index) => told[index] ?? part).join(joint);
}

const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** The times in it by the clock of whoever reads it. */
export function withTimes(text: string, timeOf: (at: Date) => string): string {
  return text.replaceAll(INSTANT, instant => {
    const at = new Date(instant);
    return Number.isNaN(at.getTime()) ? instant : timeOf(at);
  });
}
