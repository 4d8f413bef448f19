import type { Mark } from '../../domain/draft.ts';
import type { Typeface, Weight } from '../cards/typeface.ts';

/** Words of one look that stand together on a line; `x` in pixels from the line's beginning. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly look: Look;
}

export interface Look {
  readonly weight: Weight;
  readonly italic: boolean;
  /** A link or a hashtag. */
  readonly live: boolean;
}

export type Line = readonly Run[];

/** Measures a text that may hold characters which the typeface lacks. Pixels. */
export type Measure = (text: string, weight: Weight) => number;

/** A character that the typeface lacks takes about this, in sizes. */
const STRANGE = 1.2;

export function createMeasure(typeface: Typeface, size: number): Measure {
  return (text, weight) =>
    piecesOf(text, typeface).reduce(
      (width, { text: piece, known }) =>
        width + (known ? typeface.width(piece, weight, size) : STRANGE * size),
      0,
    );
}

/** What the typeface has, and, each alone, the graphemes that it lacks. */
export function piecesOf(
  text: string,
  typeface: Pick<Typeface, 'has'>,
): readonly { readonly text: string; readonly known: boolean }[] {
  const pieces: { text: string; known: boolean }[] = [];
  for (const { segment } of new Intl.Segmenter().segment(text.normalize('NFC'))) {
    const known = [...segment].every(character => typeface.has(character));
    const last = pieces.at(-1);
    if (known && last?.known === true) last.text += segment;
    else pieces.push({ text: segment, known });
  }
  return pieces;
}

/** The marks of a text that is bold throughout. */
export function boldly(text: string): readonly Mark[] {
  return [{ kind: 'bold', start: 0, end: text.length }];
}

/** Sets a text into lines no wider than `room`; a word that is wider is cut. */
export function setText(
  text: string,
  marks: readonly Mark[],
  room: number,
  measure: Measure,
): readonly Line[] {
  let offset = 0;
  return text.split('\n').flatMap(paragraph => {
    const lines = setParagraph(paragraph, offset, marks, room, measure);
    offset += paragraph.length + 1;
    return lines;
  });
}

function setParagraph(
  paragraph: string,
  offset: number,
  marks: readonly Mark[],
  room: number,
  measure: Measure,
): readonly Line[] {
  const lines: Run[][] = [[]];
  let x = 0;
  const put = (word: string, look: Look): void => {
    const width = measure(word, look.weight);
    if (x + width > room && x > 0) {
      lines.push([]);
      x = 0;
      if (word.trim() === '') return;
    }
    if (width > room && word.length > 1) {
      const [head, tail] = cutWord(word, room, look, measure);
      put(head, look);
      put(tail, look);
      return;
    }
    lines.at(-1)?.push({ text: word, x, look });
    x += width;
  };
  for (const { text, start } of wordsOf(paragraph, offset, marks)) put(text, lookAt(start, marks));
  return lines;
}

function cutWord(word: string, room: number, look: Look, measure: Measure): readonly [string, string] {
  const letters = [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment);
  let count = 1;
  while (count < letters.length - 1 && measure(letters.slice(0, count + 1).join(''), look.weight) <= room) {
    count += 1;
  }
  return [letters.slice(0, count).join(''), letters.slice(count).join('')];
}

/** Words and the spaces between them, parted also where a mark begins or ends. */
function wordsOf(paragraph: string, offset: number, marks: readonly Mark[]) {
  const edges = new Set(marks.flatMap(({ start, end }) => [start - offset, end - offset]));
  const words: { text: string; start: number }[] = [];
  for (const { index, 0: found } of paragraph.matchAll(/ +|[^ ]+/g)) {
    let from = index;
    for (let at = index + 1; at <= index + found.length; at += 1) {
      if (at < index + found.length && !edges.has(at)) continue;
      words.push({ text: paragraph.slice(from, at), start: from + offset });
      from = at;
    }
  }
  return words;
}

function lookAt(at: number, marks: readonly Mark[]): Look {
  const over = marks.filter(({ start, end }) => start <= at && at < end);
  const has = (kind: Mark['kind']) => over.some(mark => mark.kind === kind);
  return { weight: has('bold') ? 'bold' : 'regular', italic: has('italic'), live: has('link') || has('tag') };
}
