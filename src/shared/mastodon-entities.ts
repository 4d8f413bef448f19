import endMentionMatch from 'twitter-text/dist/regexp/endMentionMatch.js';
import validDomain from 'twitter-text/dist/regexp/validDomain.js';
import validUrlPrecedingChars from 'twitter-text/dist/regexp/validUrlPrecedingChars.js';

/** What Mastodon takes for an address or for somebody's name. Offsets in UTF-16 code units, `end` exclusive. */
export type MastodonEntity =
  | { readonly kind: 'url'; readonly start: number; readonly end: number; readonly url: string }
  | { readonly kind: 'mention'; readonly start: number; readonly end: number; readonly user: string };

const PATH_CHAR = '[^\\s\\x85<>()?]';
const PARENTHESES = `\\((?:${PATH_CHAR}+|${PATH_CHAR}*\\(${PATH_CHAR}+\\)${PATH_CHAR}*)\\)`;
const PATH_END = `(?:[^\\s\\x85()?!*"'「」<>;:=,.$%\\[\\]~&|@]|${PARENTHESES})`;
const PATH = `(?:${PATH_CHAR}*(?:${PARENTHESES}${PATH_CHAR}*)*${PATH_END}|${PATH_CHAR}+/)`;
const BEYOND_ASCII = '\\u00A0-\\uDFFF\\uE000-\\uFDCF\\uFDF0-\\uFFEF';
const QUERY = `\\?[a-z0-9!?*'();:&=+$/%#\\[\\]\\-_.,~|@^${BEYOND_ASCII}]*[a-z0-9_&=#/\\-${BEYOND_ASCII}]`;

const MENTION =
  /(?<![=/\p{L}\p{M}\p{N}_])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@([\p{L}\p{M}\p{N}_]+(?:[.-]+[\p{L}\p{M}\p{N}_]+)*))?/giu;
const LONGEST_DOMAIN = 253;

let urlPattern: RegExp | undefined;

/** Domains are twitter-text's, with the top-level domains it knows; what may follow them is Mastodon's own. */
function mastodonUrl(): RegExp {
  urlPattern ??= new RegExp(`^https?://${validDomain.source}(?::[0-9]+)?(?:/${PATH}*)?(?:${QUERY})?`, 'i');
  return urlPattern;
}

/** In the order of the text; where two overlap, the first one stays. */
export function findMastodonEntities(text: string): readonly MastodonEntity[] {
  const found = [...findUrls(text), ...findMentions(text)].sort((a, b) => a.start - b.start);
  let end = 0;
  return found.filter(entity => {
    if (entity.start < end) return false;
    end = entity.end;
    return true;
  });
}

function findUrls(text: string): readonly MastodonEntity[] {
  if (!text.includes('://')) return [];
  const urls: MastodonEntity[] = [];
  let from = 0;
  for (const { index: start } of text.matchAll(/https?:\/\//gi)) {
    const mayFollow = start === 0 || (start > from && precedes(text.charAt(start - 1)));
    const end = mayFollow && start >= from ? start + urlLengthAt(text, start) : start;
    if (end === start) continue;
    urls.push({ kind: 'url', start, end, url: text.slice(start, end) });
    from = end;
  }
  return urls;
}

/** The pattern takes the beginning of a text too, and so nothing at all. */
function precedes(character: string): boolean {
  return validUrlPrecedingChars.exec(character)?.[0] === character;
}

/** A text is counted in many cuts, in which the same addresses stand. */
const urlLengths = new Map<string, number>();
const MOST_KNOWN = 1000;

/** No address goes beyond a blank or a line's end. 0: none begins here. */
function urlLengthAt(text: string, start: number): number {
  const run = /^[^\t\n\r ]*/.exec(text.slice(start))?.[0] ?? '';
  const known = urlLengths.get(run);
  if (known !== undefined) return known;
  const length = mastodonUrl().exec(run)?.[0].length ?? 0;
  if (urlLengths.size >= MOST_KNOWN) urlLengths.clear();
  urlLengths.set(run, length);
  return length;
}

function findMentions(text: string): readonly MastodonEntity[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(MENTION)].flatMap(match => {
    const [whole, user = '', domain = ''] = match;
    const end = match.index + whole.length;
    if (endMentionMatch.test(text.slice(end)) || domain.length > LONGEST_DOMAIN) return [];
    return [{ kind: 'mention', start: match.index, end, user }];
  });
}
