import { findUrls } from './find-urls.ts';
import { type TimelinePost, type UrlEntity, wholeText } from './timeline-post.ts';

const ATTACHED_MEDIA = /^https:\/\/(?:x|twitter)\.com\/\w+\/status\/\d+\/(?:photo|video)\/\d+$/;
const ESCAPED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * Does a post of the timeline say what was sent? X puts t.co links in the place of URLs, appends one for attached media,
 * escapes `<`, `>` and `&`, and trims.
 */
export function saysTheSame(post: TimelinePost, sent: string): boolean {
  const { text, urls } = wholeText(post);
  const expanded = collapse(expand(text, urls));
  return [expanded, unescapeText(expanded)].includes(collapse(canonicalUrls(sent)));
}

function expand(text: string, urls: readonly UrlEntity[]): string {
  return urls.reduce((expanded, { url, expanded_url, media_key }) => {
    const target = expanded_url ?? url;
    const isMedia = typeof media_key === 'string' || ATTACHED_MEDIA.test(target);
    return expanded.replaceAll(url, isMedia ? '' : canonical(target));
  }, text);
}

function canonicalUrls(text: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of findUrls(text)) {
    result += text.slice(from, start) + canonical(text.slice(start, end));
    from = end;
  }
  return result + text.slice(from);
}

/** One spelling for `example.org`, `http://EXAMPLE.org/` and `https://example.org`. */
function canonical(url: string): string {
  const address = URL.parse(/^https?:\/\//i.test(url) ? url : `https://${url}`);
  if (address === null) return url;
  return address.host + address.pathname.replace(/\/$/, '') + address.search + address.hash;
}

function unescapeText(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, escaped => ESCAPED[escaped] ?? escaped);
}

function collapse(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
