import type { Mark } from '../../domain/draft.ts';
import type { Media } from '../../domain/media.ts';

/** Says "picture" in every language, to eyes and to screen readers. */
const SIGN = '🖼';

export interface AltLines {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** The alt texts as lines under a caption, in italics. `start`: where in the caption they begin, in UTF-16 code units. */
export function altLines(media: readonly Media[], start: number): AltLines {
  const lines = media.map(({ alt }) => `${SIGN} ${alt.trim().replace(/\s+/g, ' ')}`);
  const marks: Mark[] = [];
  let position = start;
  for (const line of lines) {
    marks.push({ kind: 'italic', start: position + SIGN.length + 1, end: position + line.length });
    position += line.length + 1;
  }
  return { text: lines.join('\n'), marks };
}
