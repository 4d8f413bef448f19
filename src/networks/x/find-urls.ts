import topLevelDomains from 'tlds' with { type: 'json' };
import { allMatches } from '../../domain/thread/all-matches.ts';
import { RETIRED_TOP_LEVEL_DOMAINS } from './retired-top-level-domains.ts';

/** A URL as X finds it in a text: offsets in UTF-16 code units, `end` exclusive. */
export interface FoundUrl {
  readonly start: number;
  readonly end: number;
}

// The grammar is that of X's own text rules (twitter-text 3.1); only the list of top-level domains is newer.
const SPACES = '\\t-\\r \\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000';
const DIRECTION = '\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069';
const INVALID = '\\uFFFE\\uFEFF\\uFFFF';
const PUNCTUATION = "!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]\\^_{|}~$";
const LATIN =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF\\u0100-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268' +
  '\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF';
const DOMAIN_CHARACTER = `[^${PUNCTUATION}${SPACES}${INVALID}${DIRECTION}]`;
const SUBDOMAIN = `(?:(?:${DOMAIN_CHARACTER}(?:[_-]|${DOMAIN_CHARACTER})*)?${DOMAIN_CHARACTER}\\.)`;
const DOMAIN_NAME = `(?:(?:${DOMAIN_CHARACTER}(?:-|${DOMAIN_CHARACTER})*)?${DOMAIN_CHARACTER}\\.)`;
const PATH_CHARACTER = `[a-z\\u0400-\\u04FF0-9!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&${LATIN}]`;
const NESTED = `(?:${PATH_CHARACTER}*\\(${PATH_CHARACTER}+\\)${PATH_CHARACTER}*)`;
const BALANCED = `\\((?:${PATH_CHARACTER}+|${NESTED})\\)`;
const PATH_END = `[+\\-a-z\\u0400-\\u04FF0-9=_#/${LATIN}]`;
const PATH =
  `(?:${PATH_CHARACTER}*(?:${BALANCED}${PATH_CHARACTER}*)*${PATH_END}` + `|${BALANCED}|@${PATH_CHARACTER}+/)`;
const QUERY = "\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]";
const NAMED_DOMAINS = [...topLevelDomains, ...RETIRED_TOP_LEVEL_DOMAINS].join('|');
const TOP_LEVEL_DOMAIN = `(?:(?:${NAMED_DOMAINS})(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)`;

const URL_PATTERN =
  `(?<before>[^A-Za-z0-9@＠$#＃${INVALID}]|[${DIRECTION}]|^)` +
  `(?<url>(?<protocol>https?://)?(?<domain>${SUBDOMAIN}*${DOMAIN_NAME}${TOP_LEVEL_DOMAIN})` +
  `(?::[0-9]+)?(?<path>/${PATH}*)?(?:${QUERY})?)`;
const ASCII_DOMAIN_PATTERN = `(?:[-a-z0-9${LATIN}]+\\.)+${TOP_LEVEL_DOMAIN}`;

/** Longer than this, X leaves a URL as it stands. */
const LONGEST_URL = 4096;
const TCO = /^https?:\/\/t\.co\/(?<slug>[a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?/i;
const LONGEST_TCO_SLUG = 40;

/** No URL holds a space, and none is without a dot inside a word: no other word has to be looked at. */
const WORD = new RegExp(`[^${SPACES}]+`, 'g');
const INNER_DOT = new RegExp(`\\.[^${SPACES}]`);
const urlPattern = new RegExp(URL_PATTERN, 'gi');
const asciiDomainPattern = new RegExp(ASCII_DOMAIN_PATTERN, 'gi');

/** Every URL that X would wrap into a t.co link, with and without a scheme, in order. */
export function findUrls(text: string): readonly FoundUrl[] {
  if (!INNER_DOT.test(text)) return [];
  return allMatches(WORD, text).flatMap(({ 0: word, index }) =>
    INNER_DOT.test(word)
      ? findUrlsInWord(word).map(({ start, end }) => ({ start: index + start, end: index + end }))
      : [],
  );
}

function findUrlsInWord(word: string): readonly FoundUrl[] {
  return allMatches(urlPattern, word).flatMap(match => {
    const { before = '', url = '', protocol, domain = '', path } = match.groups ?? {};
    const start = match.index + before.length;
    if ((protocol ?? 'https://').length + url.length > LONGEST_URL) return [];
    if (protocol !== undefined) return withProtocol(url, start);
    if (/[-_./]$/.test(before)) return [];
    return withoutProtocol(domain, start, path === undefined ? undefined : start + url.length);
  });
}

/** A t.co link takes no path after its slug. */
function withProtocol(url: string, start: number): readonly FoundUrl[] {
  const tco = TCO.exec(url);
  if (tco === null) return [{ start, end: start + url.length }];
  const tooLong = (tco.groups?.slug ?? '').length > LONGEST_TCO_SLUG;
  return tooLong ? [] : [{ start, end: start + tco[0].length }];
}

/** Without a scheme only the domain's ASCII stretch is a URL; what follows the domain belongs to the last one. */
function withoutProtocol(domain: string, start: number, end: number | undefined): readonly FoundUrl[] {
  const found = allMatches(asciiDomainPattern, domain).map(match => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
  const last = found.at(-1);
  if (last !== undefined && end !== undefined) last.end = end;
  return found;
}
