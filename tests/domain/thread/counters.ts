import type { TextRules } from '../../../src/domain/compose-thread.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function countGraphemes(text: string): number {
  return [...graphemes.segment(text)].length;
}

/** In the manner of X: an address is 23, an emoji 2, letters up to U+10FF 1, all else 2. */
function countWeighted(text: string): number {
  return [...graphemes.segment(text.normalize('NFC').replace(/https?:\/\/[^\s()«»"]+/g, 'u'.repeat(23)))]
    .map(({ segment }) => {
      if (/\p{Emoji_Presentation}|\u200d|\ufe0f/u.test(segment)) return 2;
      return [...segment].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) <= 0x10ff ? 1 : 2), 0);
    })
    .reduce((sum, weight) => sum + weight, 0);
}

const utf8 = new TextEncoder();

export const telegramLike: TextRules = {
  network: 'telegram',
  count: text => text.length,
  limit: 200,
  unit: 'UTF-16 units',
  links: 'marked',
  maxTags: 9,
};

export const blueskyLike: TextRules = {
  network: 'bluesky',
  count: countGraphemes,
  limit: 150,
  unit: 'graphemes',
  fits: text => utf8.encode(text).length <= 400,
  links: 'marked',
  maxTags: 4,
};

export const xLike: TextRules = {
  network: 'x',
  count: countWeighted,
  limit: 180,
  unit: 'weighted characters',
  links: 'written out',
  maxTags: 2,
};
