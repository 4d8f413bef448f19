import type { AppBskyRichtextFacet } from '@atproto/api';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Mark } from '../../domain/draft.ts';
import { countBytes } from './count-text.ts';

/**
 * Links and tags as ranges of the text's UTF-8 bytes, from the marks alone; bold and italic have no facet. The server takes
 * any range, and what points outside the text would be lost without a word, so it ends here.
 */
export function buildFacets(text: string, marks: readonly Mark[]): AppBskyRichtextFacet.Main[] {
  return marks.flatMap(mark => {
    const feature = featureOf(mark);
    if (feature === undefined) return [];
    if (!isWithin(mark, text)) {
      const message = `A ${mark.kind} of the part points outside its text, at ${mark.start}–${mark.end}.`;
      throw new DeliveryError(message, { kind: 'rejected', reason: 'content' });
    }
    const byteStart = countBytes(text.slice(0, mark.start));
    const byteEnd = byteStart + countBytes(text.slice(mark.start, mark.end));
    return [{ index: { byteStart, byteEnd }, features: [feature] }];
  });
}

function isWithin({ start, end }: Mark, text: string): boolean {
  return start >= 0 && start < end && end <= text.length && text.slice(start, end).isWellFormed();
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
