import { findMastodonEntities } from '../../shared/mastodon-entities.ts';
import type { ServerLimits } from './server-limits.ts';

/** Characters of which each is a grapheme by itself, whatever stands beside it: most texts hold no others. */
const SIMPLE =
  /^[\n\x20-\xAC\xAE-\u02FF\u0370-\u0482\u048A-\u0530\u2010-\u2027\u2030-\u205E\u20A0-\u20C0\u2100-\u218F]*$/;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a server counts for a text behind a content warning; without one, for the text alone. */
export function countCharacters(text: string, contentWarning: string, limits: ServerLimits): number {
  const written = stripped(text);
  const counted = countGraphemes(contentWarning + shortened(written, limits.charactersPerUrl));
  if (limits.countsAsMastodon) return counted;
  return Math.max(counted, [...contentWarning, ...lengthened(written, limits.charactersPerUrl)].length);
}

/** The server strips it so. Looked at from the ends alone, since nearly every text stays as it is. */
function stripped(text: string): string {
  const blank = /[\s\0]/;
  if (!blank.test(text.charAt(0)) && !blank.test(text.charAt(text.length - 1))) return text;
  return text.replace(/^[\s\0]+|[\s\0]+$/g, '');
}

/** The text as Mastodon counts it: addresses at their fixed length, names without their server. */
function shortened(text: string, charactersPerUrl: number): string {
  let result = '';
  let from = 0;
  for (const entity of findMastodonEntities(text)) {
    result += lengthened(text.slice(from, entity.start), charactersPerUrl);
    result += entity.kind === 'url' ? 'x'.repeat(charactersPerUrl) : `@${entity.user}`;
    from = entity.end;
  }
  return result + lengthened(text.slice(from), charactersPerUrl);
}

/**
 * An address that Mastodon does not see as one (a top-level domain that is newer than its list) counts in full there;
 * elsewhere it may count at the fixed length. The larger is right for both.
 */
function lengthened(text: string, charactersPerUrl: number): string {
  if (!text.includes('://')) return text;
  return text.replace(/https?:\/\/[^\s<>()]*[^\s<>().,:;!?'"»”]/gi, url => url.padEnd(charactersPerUrl, 'x'));
}

function countGraphemes(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}
