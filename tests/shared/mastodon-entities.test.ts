import { expect, test } from 'vitest';
import { findMastodonEntities } from '../../src/shared/mastodon-entities.ts';

const urlsOf = (text: string) =>
  findMastodonEntities(text).flatMap(entity => (entity.kind === 'url' ? [entity.url] : []));
const mentionsOf = (text: string) =>
  findMastodonEntities(text).flatMap(({ kind, start, end }) =>
    kind === 'mention' ? [text.slice(start, end)] : [],
  );

test.each([
  ['See https://belaruswomen.org.', 'https://belaruswomen.org'],
  [
    '(https://en.wikipedia.org/wiki/Diaspora_(software))',
    'https://en.wikipedia.org/wiki/Diaspora_(software)',
  ],
  ['https://a.org/one_(two_(three)) next', 'https://a.org/one_(two_(three))'],
  ['http://belaruswomen.org:8080/?a=1&b=2, and', 'http://belaruswomen.org:8080/?a=1&b=2'],
  ['HTTPS://BELARUSWOMEN.ORG/A!', 'HTTPS://BELARUSWOMEN.ORG/A'],
  ['https://a.org/#part; then', 'https://a.org/#part'],
  ['https://a.org/x, y', 'https://a.org/x'],
  ['https://президент.рф/тест?q=тест.', 'https://президент.рф/тест?q=тест'],
  ['https://xn--d1abbgf6aiiy.xn--p1ai/', 'https://xn--d1abbgf6aiiy.xn--p1ai/'],
  ['https://bücher.de/ü', 'https://bücher.de/ü'],
  ['текстhttps://a.org', 'https://a.org'],
  ['https://a.museum/x', 'https://a.museum/x'],
  ['https://a.org/x» — quoted', 'https://a.org/x»'],
  ['(https://a.org/?q=1)» — quoted', 'https://a.org/?q=1)»'],
])('in “%s” the address is %s', (text, url) => {
  expect(urlsOf(text)).toEqual([url]);
});

test.each([
  'a.org',
  'www.a.org',
  'xhttps://a.org',
  '#https://a.org',
  'https://localhost/x',
  'https://a.kids',
  'ftp://a.org',
])('in “%s” there is no address', text => {
  expect(urlsOf(text)).toEqual([]);
});

test('an address ends where its known top-level domain ends', () => {
  expect(urlsOf('https://foo.com.kids/x')).toEqual(['https://foo.com']);
});

test.each([
  ['@alice@example.org, hello', ['@alice@example.org']],
  ['(@alice)', ['@alice']],
  ['mail alice@example.org', []],
  ['https://example.org/@alice', []],
  ['@alice@', []],
  ['@alice@пример.рф!', ['@alice@пример.рф']],
])('in “%s” the names are %j', (text, mentions) => {
  expect(mentionsOf(text)).toEqual(mentions);
});

test('a long path without an end is read at once', () => {
  expect(urlsOf(`https://a.org/${'.'.repeat(20_000)}`)).toEqual(['https://a.org/']);
});
