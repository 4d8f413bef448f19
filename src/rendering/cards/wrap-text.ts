/** Gives the width of a text. */
export type Measure = (text: string) => number;

/**
 * Cuts a text at its spaces into lines no wider than `room`, as few as possible and then as even as possible. No-break spaces hold.
 * Undefined where a word alone is wider.
 */
export function wrapText(text: string, room: number, measure: Measure): readonly string[] | undefined {
  const words = text.split(/[ \n]+/).map(word => ({ word, width: measure(word) }));
  const space = measure('n n') - measure('nn');
  const widest = Math.max(...words.map(({ width }) => width));
  if (widest > room) return undefined;
  const fill = (width: number) => fillLines(words, width, space);
  const fewest = fill(room).length;
  let [narrow, wide] = [widest, room];
  while (wide - narrow > 1) {
    const middle = (narrow + wide) / 2;
    if (fill(middle).length === fewest) wide = middle;
    else narrow = middle;
  }
  return fill(wide);
}

function fillLines(
  words: readonly { readonly word: string; readonly width: number }[],
  room: number,
  space: number,
): readonly string[] {
  const lines: string[] = [];
  let reached = Number.POSITIVE_INFINITY;
  for (const { word, width } of words) {
    const line = lines.at(-1);
    if (line !== undefined && reached + space + width <= room) {
      lines[lines.length - 1] = `${line} ${word}`;
      reached += space + width;
    } else {
      lines.push(word);
      reached = width;
    }
  }
  return lines;
}
