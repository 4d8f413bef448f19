import type { MessageEntity } from 'telegraf/types';
import type { Mark } from '../../domain/draft.ts';

/** A part's marks as Telegram names them: both count in UTF-16 code units. */
export function entitiesOf(marks: readonly Mark[]): MessageEntity[] {
  return marks
    .filter(mark => mark.end > mark.start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map(entityOf);
}

function entityOf({ kind, start, end, url }: Mark): MessageEntity {
  const range = { offset: start, length: end - start };
  switch (kind) {
    case 'link':
      return url === undefined ? { type: 'url', ...range } : { type: 'text_link', ...range, url };
    case 'tag':
      return { type: 'hashtag', ...range };
    case 'bold':
    case 'italic':
      return { type: kind, ...range };
  }
}
