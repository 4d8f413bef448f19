import { expect, test } from 'vitest';
import { countCharacters } from '../../../src/networks/mastodon/count-characters.ts';
import { DEFAULT_LIMITS } from '../../../src/networks/mastodon/server-limits.ts';

const onMastodon = (text: string, warning = '') => countCharacters(text, warning, DEFAULT_LIMITS);
const elsewhere = (text: string, warning = '') =>
  countCharacters(text, warning, { ...DEFAULT_LIMITS, countsAsMastodon: false });

test.each([
  ['', 0],
  ['a', 1],
  ['Привет', 6],
  ['№ “…” — «»', 10],
  ['👩‍👩‍👧‍👦', 1],
  ['🇧🇾🇺🇦', 2],
  ['👍🏽', 1],
  ['e\u0301', 1],
  ['й'.normalize('NFD'), 1],
  ['a\r\nb', 3],
  ['a\n\nb', 4],
  [' a \n', 1],
  ['https://a.org', 23],
  [`https://belaruswomen.org/${'a'.repeat(200)}`, 23],
  ['(https://a.org/b_(c)).', 26],
  ['https://a.org/x https://b.org/y', 47],
  ['https://президент.рф/тест', 23],
  ['@alice@example.org hi', 9],
  ['@alice hi', 9],
  ['belaruswomen.org', 16],
])('Mastodon counts “%s” as %i', (text, length) => {
  expect(onMastodon(text)).toBe(length);
});

test('the content warning counts', () => {
  expect(onMastodon('text', 'warning')).toBe(11);
});

test('an address on a top-level domain that Mastodon does not know counts in full, and never less than any other', () => {
  expect(onMastodon('https://x.kids')).toBe(23);
  expect(onMastodon(`https://x.kids/${'a'.repeat(35)}`)).toBe(50);
});

test.each([
  ['a long address in full', `https://a.org/${'a'.repeat(86)}`, 100],
  ['a short address as reserved', 'https://a.org', 23],
  ['code points where graphemes have several', '👩‍👩‍👧‍👦', 7],
  ['names with their server', '@alice@example.org', 18],
])('elsewhere counts %s', (_what, text, length) => {
  expect(elsewhere(text)).toBe(length);
});
