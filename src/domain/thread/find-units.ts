import { allMatches } from './all-matches.ts';
import type { Unit } from './flatten-body.ts';

const SPACE = '[^\\S\\n]';
const NUMERAL = `\\p{Nd}+(?:[.,:/'’–−-]\\p{Nd}+|${SPACE}\\p{Nd}{3}(?!\\p{Nd})){0,6}`;
const SCALE =
  'thousand|million|billion|hundred|тыс\\.?|тысяч\\p{L}*|млн\\.?|миллион\\p{L}*|млрд\\.?|миллиард\\p{L}*|мільён\\p{L}*';
const MONTH =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\.';
/** What a number follows as its name or its currency. */
const BEFORE = new RegExp(
  `(?:(?<!\\p{L})(?:№|No\\.|no\\.|pp?\\.|ст\\.|стр\\.|п\\.|ч\\.|р\\.|${MONTH})|[§\\p{Sc}])${SPACE}*$`,
  'u',
);
const LONGEST_BEFORE = 16;

/** A number with what it counts or names: `198 women`, `1.5 млн евро`, `№ 5`, `May 21, 2021`, `5 %`, `3 – 4 дня`. */
const NUMBER = new RegExp(
  `${NUMERAL}` +
    `(?:,?${SPACE}+(?:1[89]|20)\\p{Nd}{2}(?!\\p{Nd})|${SPACE}*[–—-]${SPACE}*${NUMERAL})?` +
    `(?:${SPACE}*(?:${SCALE})(?!\\p{L}))?(?:${SPACE}*[%‰°\\p{Sc}]|${SPACE}+\\p{L})?`,
  'gu',
);
const ADDRESS = /https?:\/\/\S+|[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:\/\S*)?|[#@][\p{L}\p{N}_]\S*/gu;

const QUOTE_OR_BRACKET = /[«»“”„"()[\]]/g;
const CLOSING: Readonly<Record<string, string>> = { '«': '»', '“': '”', '„': '“”', '(': ')', '[': ']' };

/** What a plain text itself shows to be one thing, with white space in it: numbers (firm), quotations, brackets (soft). */
export function findUnits(text: string): readonly Unit[] {
  return [...findNumbers(text), ...findPairs(text)];
}

/** The same for what holds no white space: addresses, tags, mentions. */
export function findUnspacedUnits(text: string): readonly Unit[] {
  return matches(text, ADDRESS);
}

function findNumbers(text: string): Unit[] {
  return matches(text, NUMBER).map(unit => {
    const before = BEFORE.exec(text.slice(Math.max(0, unit.start - LONGEST_BEFORE), unit.start));
    return before === null ? unit : { ...unit, start: unit.start - before[0].length };
  });
}

function matches(text: string, pattern: RegExp): Unit[] {
  return allMatches(pattern, text).map(match => {
    return { start: match.index, end: match.index + match[0].length, firm: true };
  });
}

/** Quotations and brackets with both ends in the text, nested ones too; straight quotation marks come in turns. */
function findPairs(text: string): Unit[] {
  const units: Unit[] = [];
  const open: { closing: string; start: number }[] = [];
  for (const { 0: sign, index } of allMatches(QUOTE_OR_BRACKET, text)) {
    const opener = open.findLastIndex(({ closing }) => closing.includes(sign));
    const pair = open[opener];
    if (pair !== undefined) {
      units.push({ start: pair.start, end: index + 1, firm: false });
      open.length = opener;
      continue;
    }
    const closing = sign === '"' ? '"' : CLOSING[sign];
    if (closing !== undefined) open.push({ closing, start: index });
  }
  return units;
}
