import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBytes, countGraphemes } from '../../../src/networks/bluesky/count-text.ts';

test.each([
  ['', 0, 0],
  ['abc', 3, 3],
  ['Слово «да» — №1…', 16, 31],
  ['🇧🇾', 1, 8],
  ['👩‍👩‍👧‍👦', 1, 25],
  ['e\u0301', 1, 3],
  ['и\u0306', 1, 4],
  ['❤️', 1, 6],
  ['©️', 1, 5],
  ['a\r\nb', 3, 4],
  ['a\n\nb', 4, 4],
])('%j has %i graphemes and %i bytes', (text, graphemes, bytes) => {
  expect(countGraphemes(text)).toBe(graphemes);
  expect(countBytes(text)).toBe(bytes);
});

test('the quick way counts as the segmenter does', () => {
  const segmenter = new Intl.Segmenter('ru', { granularity: 'grapheme' });
  const char = fc.integer({ min: 0x0a, max: 0x2200 }).map(code => String.fromCodePoint(code));
  const property = fc.property(fc.string({ unit: char }), text => {
    expect(countGraphemes(text)).toBe([...segmenter.segment(text)].length);
  });
  fc.assert(property, { numRuns: 2000, seed: 21 });
});
