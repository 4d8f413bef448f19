import { findMastodonEntities } from '../../shared/mastodon-entities.ts';
import { CHARACTERS_PER_URL, type MastodonDeviations } from './options.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The length against which the server holds its limit. */
export function countLength(text: string, spoilerText: string, deviations: MastodonDeviations): number {
  if (deviations.countsInFull === true) return [...spoilerText, ...text].length;
  const placeholder = 'x'.repeat(deviations.charactersPerUrl ?? CHARACTERS_PER_URL);
  const countable = findMastodonEntities(text)
    .toReversed()
    .reduce((rest, entity) => {
      const counted = entity.kind === 'url' ? placeholder : `@${entity.user}`;
      return rest.slice(0, entity.start) + counted + rest.slice(entity.end);
    }, text);
  return [...graphemes.segment(spoilerText + countable)].length;
}
