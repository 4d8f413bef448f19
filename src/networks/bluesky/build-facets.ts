import type { AppBskyRichtextFacet } from '@atproto/api';
import type { Mark } from '../../domain/draft.ts';
import { countBytes } from './count-text.ts';

/** Links and tags as ranges of the text's UTF-8 bytes, from the marks alone; bold and italic have no facet. */
export function buildFacets(text: string, marks: readonly Mark[]): AppBskyRichtextFacet.Main[] {
  return marks.flatMap(mark => {
    const feature = featureOf(mark);
    if (feature === undefined) return [];
    const byteStart = countBytes(text.slice(0, mark.start));
    const byteEnd = byteStart + countBytes(text.slice(mark.start, mark.end));
    return [{ index: { byteStart, byteEnd }, features: [feature] }];
  });
}

function featureOf(mark: Mark): AppBskyRichtextFacet.Main['features'][number] | undefined {
  if (mark.kind === 'link' && mark.url !== undefined) {
    return { $type: 'app.bsky.richtext.facet#link', uri: mark.url };
  }
  if (mark.kind === 'tag' && mark.tag !== undefined) {
    return { $type: 'app.bsky.richtext.facet#tag', tag: mark.tag };
  }
  return undefined;
}
