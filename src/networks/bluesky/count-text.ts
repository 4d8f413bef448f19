/** What `app.bsky.feed.post` allows. */
export const MAX_GRAPHEMES = 300;
export const MAX_BYTES = 3000;

/** Letters, digits and punctuation that never join with what stands beside them, so that each is one grapheme. */
const PLAIN =
  /^[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b\u2116]*$/;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** As people count characters: a flag, a family, a letter with its accent are one. */
export function countGraphemes(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Not one UTF-16 unit takes more than three bytes, so that hardly any text has to be encoded to know. */
export function hasFewBytes(text: string): boolean {
  return 3 * text.length <= MAX_BYTES || countBytes(text) <= MAX_BYTES;
}

export function countBytes(text: string): number {
  return encoder.encode(text).length;
}
