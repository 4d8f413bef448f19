import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Draft, isRefusal, type Refusal } from '../../../src/domain/draft.ts';
import { composeTelegramPost } from '../../../src/networks/telegram/compose-telegram-post.ts';
import { mediaOf, postOf } from './served-telegram.ts';

function partsOf(composed: Draft | Refusal): Draft['parts'] {
  if (isRefusal(composed)) throw new Error(composed.refusal);
  return composed.parts;
}

test('a text up to 4096 UTF-16 units is one message', () => {
  const fits = `${'word '.repeat(818)}six🕯xx`.slice(0, 4096);
  expect(partsOf(composeTelegramPost(postOf(fits)))).toHaveLength(1);
  expect(partsOf(composeTelegramPost(postOf(`${fits} more`))).length).toBeGreaterThan(1);
});

test('a picture carries a text that fits under it, with its alt text below', () => {
  const parts = partsOf(composeTelegramPost(postOf('Short', { media: [mediaOf('one'), mediaOf('two')] })));
  expect(parts).toHaveLength(1);
  const [part] = parts;
  expect(part?.text).toBe('Short\n\n🖼 What one shows\n🖼 What two shows');
  expect(part).toMatchObject({ limit: 1024, length: part?.text.length });
  expect(part?.marks.map(mark => part.text.slice(mark.start, mark.end))).toEqual([
    'What one shows',
    'What two shows',
  ]);
});

test('a text too long for a caption follows the picture as a reply', () => {
  const text = 'word '.repeat(300).trim();
  const parts = partsOf(composeTelegramPost(postOf(text, { media: [mediaOf('one')] })));
  expect(parts.map(part => part.media.length)).toEqual([1, 0]);
  expect(parts.map(part => part.text)).toEqual(['🖼 What one shows', text]);
  expect(parts.map(part => part.limit)).toEqual([1024, 4096]);
});

test('the caption fits to the last unit, the alt text counted in', () => {
  const alt = '\n\n🖼 What one shows'.length;
  const media = [mediaOf('one')];
  const full = 'x'.repeat(1024 - alt);
  expect(partsOf(composeTelegramPost(postOf(full, { media })))).toMatchObject([{ length: 1024 }]);
  expect(partsOf(composeTelegramPost(postOf(`${full}x`, { media })))).toHaveLength(2);
});

test('a post can leave the alt texts out of the caption', () => {
  const options = { altInCaption: false };
  const short = composeTelegramPost(postOf('Short', { media: [mediaOf('one')], options }));
  expect(partsOf(short)).toMatchObject([{ text: 'Short' }]);
  const long = composeTelegramPost(postOf('word '.repeat(300), { media: [mediaOf('one')], options }));
  expect(partsOf(long)[0]).toMatchObject({ text: '', marks: [] });
});

test.each([
  { why: 'more than ten pictures', media: Array.from({ length: 11 }, (_, index) => mediaOf(`p${index}`)) },
  { why: 'a GIF in an album', media: [mediaOf('one'), mediaOf('two', { type: 'image/gif' })] },
  { why: 'alt texts longer than a caption', media: [mediaOf('one', { alt: 'x'.repeat(1100) })] },
  { why: 'a type that Telegram does not take', media: [mediaOf('one', { type: 'image/tiff' })] },
])('refuses $why, and says what to do', ({ media }) => {
  const composed = composeTelegramPost(postOf('Text', { media }));
  expect(isRefusal(composed) && composed.refusal).toMatch(/^\S.*: .*\.$/);
});

test('all hashtags stand in the text', () => {
  const tags = Array.from({ length: 9 }, (_, index) => `Tag${index}`);
  const post = postOf('Text', { tags });
  const body = [...post.body, { kind: 'tags' as const }];
  const [part] = partsOf(composeTelegramPost({ ...post, body }));
  expect(part?.marks.filter(mark => mark.kind === 'tag').map(mark => mark.tag)).toEqual(tags);
});

test('whatever the text and the alt texts, every part fits and nothing is lost', () => {
  const word = fc.constantFrom('слово', 'word', '🕯', '👩‍👩‍👧', '1 593', '«цитата»', '…', 'é');
  const text = fc.array(word, { minLength: 1, maxLength: 900 }).map(words => words.join(' '));
  const alts = fc.array(fc.array(word, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(text, alts, (words, given) => {
      const media = given.map((alt, index) => mediaOf(`p${index}`, { alt: alt.join(' ') }));
      const composed = composeTelegramPost(postOf(words, { media }));
      if (isRefusal(composed)) return composed.refusal.includes('alt texts');
      const { parts } = composed;
      const shown = parts
        .map(part => part.text)
        .join(' ')
        .replace(/\s+/g, ' ');
      const whole = media.reduce((rest, { alt }) => rest.replace(`🖼 ${alt}`, ''), shown);
      return (
        parts.every(part => part.length === part.text.length && part.length <= part.limit) &&
        parts.every(part => part.limit === (part.media.length > 0 ? 1024 : 4096)) &&
        parts.flatMap(part => part.media).length === media.length &&
        whole.trim() === words
      );
    }),
    { numRuns: 200 },
  );
});
