import twitterText from 'twitter-text';

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
function mastodonUrls(): RegExp {
  const { validUrlPrecedingChars, validDomain } = twitterText.regexen;
  urlPattern ??= new RegExp(
    `(${validUrlPrecedingChars.source})(https?://${validDomain.source}(?::[0-9]+)?(?:/${PATH}*)?(?:${QUERY})?)`,
    'gi',
  );
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
  if (!/https?:/i.test(text)) return [];
  return [...text.matchAll(mastodonUrls())].map(match => {
    const url = match[2] ?? '';
    const start = match.index + (match[1] ?? '').length;
    return { kind: 'url', start, end: start + url.length, url };
  });
}

function findMentions(text: string): readonly MastodonEntity[] {
  if (!text.includes('@')) return [];
  const { endMentionMatch } = twitterText.regexen;
  return [...text.matchAll(MENTION)].flatMap(match => {
    const [whole, user = '', domain = ''] = match;
    const end = match.index + whole.length;
    if (endMentionMatch.test(text.slice(end)) || domain.length > LONGEST_DOMAIN) return [];
    return [{ kind: 'mention', start: match.index, end, user }];
  });
}
