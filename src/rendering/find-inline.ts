import type { Segment } from '../domain/post.ts';
import { INSET_PATTERN, type Inset, type Insets } from './inset.ts';

/** A bare address, as far as it can reach. */
const URL_PATTERN = 'https?://[^\\s<>"«»„“”‘’]+';
/** A hashtag holds letters, digits and underscores, at least one of them no digit. */
const TAG_PATTERN = '(?<![\\p{L}\\p{N}_&/#\\uE001])#(?=[\\p{N}_]*\\p{L})[\\p{L}\\p{M}\\p{N}_]+';
const INLINE = new RegExp(`(?<url>${URL_PATTERN})|(?<tag>${TAG_PATTERN})|(?<mark>${INSET_PATTERN})`, 'giu');

type Style = { readonly bold?: true; readonly italic?: true };

/**
 * Finds bare addresses and hashtags in what the author typed, and puts the insets in their places. An inset is never searched:
 * what a figure or a name holds stays text.
 */
export function findInline(text: string, insets: Insets, style: Style): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  const plain = (until: number): void => {
    if (until > from) segments.push({ kind: 'text', text: text.slice(from, until), ...style });
    from = Math.max(from, until);
  };
  for (const { index, 0: found, groups } of text.matchAll(INLINE)) {
    plain(index);
    if (groups?.url !== undefined) {
      const url = trimAddress(found);
      segments.push(bareLink(url, insets));
      from = index + url.length;
      // The punctuation that was cut off may hold an inset.
      segments.push(...fillMarks(found.slice(url.length), insets, style));
    } else if (groups?.tag !== undefined) {
      segments.push({ kind: 'tag', tag: found.slice(1) });
    } else {
      segments.push(insetSegment(insets.at(found), style));
    }
    from = index + found.length;
  }
  plain(text.length);
  return segments;
}

function bareLink(text: string, insets: Insets): Segment {
  const url = insets.fill(text, inset => (inset.kind === 'text' ? encodeURIComponent(inset.text) : ''));
  return { kind: 'link', text: url, url };
}

function insetSegment(inset: Inset, style: Style): Segment {
  if (inset.kind === 'tags') return { kind: 'text', text: '' };
  if (inset.url !== undefined) return { kind: 'link', text: inset.text, url: inset.url };
  return { kind: 'text', text: inset.text, ...style };
}

function fillMarks(text: string, insets: Insets, style: Style): readonly Segment[] {
  return text === '' ? [] : [{ kind: 'text', text: insets.fill(text), ...style }];
}

/** Punctuation after an address is not part of it, nor is a bracket that was opened before it. */
function trimAddress(found: string): string {
  const trimmed = found.replace(/[.,;:!?…'*_~]+$/u, '');
  if (!trimmed.endsWith(')') || balanced(trimmed)) return trimmed;
  return trimAddress(trimmed.slice(0, -1));
}

function balanced(text: string): boolean {
  return text.split('(').length >= text.split(')').length;
}
