import type { Mark } from '../../domain/draft.ts';
import type { FacetJson } from './post-json.ts';

/** Facets as the app draws them: byte ranges become ranges of characters; what points outside the text is left out. */
export function marksOfFacets(text: string, facets: readonly FacetJson[]): readonly Mark[] {
  const bytes = Buffer.from(text);
  return facets.flatMap(({ index, features }) => {
    const { byteStart, byteEnd } = index;
    if (byteStart >= byteEnd || byteEnd > bytes.length) return [];
    const start = bytes.subarray(0, byteStart).toString().length;
    const end = start + bytes.subarray(byteStart, byteEnd).toString().length;
    return features.flatMap(({ $type, uri, tag }): Mark[] => {
      if ($type.endsWith('#link') && uri !== undefined) return [{ kind: 'link', start, end, url: uri }];
      if ($type.endsWith('#tag') && tag !== undefined) return [{ kind: 'tag', start, end, tag }];
      return [];
    });
  });
}
