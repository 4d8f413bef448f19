/** Abbreviations after which a sentence goes on, whatever follows. Others (`etc.`, `др.`, `тыс.`) may end one. */
const GOES_ON = new Set(
  [
    'dr mr mrs ms messrs prof st vs e.g i.e cf eds rev gen sen rep gov hon capt lt col sgt',
    'jan feb mar apr jun jul aug sept sep oct nov dec approx dept est',
    'см ср напр т.е т.к т.н им ул просп пр пер пл кв корп ст гл акад проф тов гр доц ред изд',
    'обл вул зав',
  ]
    .join(' ')
    .split(' '),
);

/** Abbreviations after which a number follows; `No.` before a word is an answer. */
const NUMBERED = new Set('no nos vol pp fig ch sec art par рис табл стр разд'.split(' '));

/** Most words end so: Latin and Cyrillic letters, digits, and the marks inside a sentence. */
const GOES_ON_AFTER = /[a-z\u0400-\u04ff0-9,;:]/i;
const MARK = /[.!?…。！？]/;
const CLOSERS = /(?:[»”“"'’)\]]|\s?(?:\p{Extended_Pictographic}|\p{EMod}|\p{RI}|[\u200d\ufe0f]))+$/u;
const OPENERS = /^[«“„"'‘([—–\-\s]+/;

/** Longest tail of a text that tells whether a sentence ends there. */
const TAIL = 24;

/** Does a sentence end where `text` is cut: before the white space at `end`, the next word beginning at `next`? */
export function endsSentence(text: string, end: number, next: number): boolean {
  const last = text.charAt(end - 1);
  if (GOES_ON_AFTER.test(last)) return false;
  const tail = text.slice(Math.max(0, end - TAIL), end);
  const before = MARK.test(last) ? tail : tail.replace(CLOSERS, '');
  const mark = /[.!?…。！？]+$/.exec(before)?.[0];
  if (mark === undefined) return false;
  const after = text.slice(next, next + TAIL).replace(OPENERS, '');
  if (/^\p{Ll}/u.test(after) && !/^https?:/.test(after)) return false;
  if (/^(\p{Extended_Pictographic}|\p{RI})/u.test(after)) return false;
  return mark !== '.' || !goesOn(before, after);
}

/** Does the full stop at the end of `before` belong to an abbreviation inside a sentence? */
function goesOn(before: string, after: string): boolean {
  const word = /[\p{L}\p{N}.-]*(?=\.$)/u.exec(before)?.[0] ?? '';
  if (/^\p{Lu}$/u.test(word)) return true;
  if (/^(\p{Lu}\.)+\p{Lu}$/u.test(word)) return true;
  if (GOES_ON.has(word.toLowerCase())) return true;
  if (NUMBERED.has(word.toLowerCase())) return /^\p{Nd}/u.test(after);
  if (word === 'г' || word === 'гг') return !/\p{Nd}\s*гг?\.$/u.test(before) || after === '';
  if (/^\p{Ll}$/u.test(word)) return !/(^|\s)(т\.\s?[дп]|н\.\s?э|я)\.$/u.test(before);
  return false;
}

/** Does a text end in an initial, an abbreviation or a word of one or two letters, which lean on the word after them? */
export function leansOn(text: string): boolean {
  const word = /(?:^|[\s([«“"])(\p{L}{1,2}|[\p{L}.]+\.)$/u.exec(text.slice(-TAIL))?.[1];
  if (word === undefined || !word.endsWith('.')) return word !== undefined;
  return /^\p{L}\.$/u.test(word) || GOES_ON.has(word.slice(0, -1).toLowerCase());
}
