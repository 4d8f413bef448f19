import type { Mark } from '../../domain/draft.ts';
import { findMastodonEntities } from '../../shared/mastodon-entities.ts';

/** What the server makes of a text: an address, a name, a hashtag. */
export type Entity =
  | { readonly kind: 'url'; readonly start: number; readonly end: number; readonly url: string }
  | { readonly kind: 'mention'; readonly start: number; readonly end: number; readonly user: string }
  | { readonly kind: 'tag'; readonly start: number; readonly end: number; readonly tag: string };

const WORD = '\\p{L}\\p{M}\\p{N}_';
const HASHTAG = new RegExp(
  `(?<![=/)\\p{L}\\p{N}])[#＃]([${WORD}·・\\u200c]*[\\p{L}\\p{M}][${WORD}·・\\u200c]*)`,
  'gu',
);

/** In the order of the text, none within another. */
export function findEntities(text: string): readonly Entity[] {
  const tags = [...text.matchAll(HASHTAG)].map(
    (match): Entity => ({
      kind: 'tag',
      start: match.index,
      end: match.index + match[0].length,
      tag: match[1] ?? '',
    }),
  );
  const found = [...findMastodonEntities(text), ...tags].sort((a, b) => a.start - b.start);
  let end = 0;
  return found.filter(entity => {
    if (entity.start < end) return false;
    end = entity.end;
    return true;
  });
}

export function findMarks(text: string): readonly Mark[] {
  return findEntities(text).flatMap((entity): Mark[] => {
    const { start, end } = entity;
    if (entity.kind === 'url') return [{ kind: 'link', start, end, url: entity.url }];
    return entity.kind === 'tag' ? [{ kind: 'tag', start, end, tag: entity.tag }] : [];
  });
}
