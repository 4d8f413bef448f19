import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';

const LANGUAGES = ['be', 'en', 'ru'];
const FORM = /_(zero|one|two|few|many|other)$/;

/** Every text by the path of its key. */
function textsOf(language: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') texts.set(path, value);
    else
      for (const [key, inner] of Object.entries(value as object))
        walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(`locales/${language}/chat.json`, 'utf8')), '');
  return texts;
}

/** The gaps of each key; plural forms count as one key, of which one may do without its number. */
function gapsOf(language: string): Readonly<Record<string, string>> {
  const gaps = new Map<string, Set<string>>();
  for (const [path, text] of textsOf(language)) {
    const key = path.replace(FORM, '');
    const found = gaps.get(key) ?? new Set();
    for (const [gap] of text.matchAll(/\{\{\w+\}\}/g)) if (gap !== '{{count}}') found.add(gap);
    gaps.set(key, found);
  }
  return Object.fromEntries([...gaps].map(([key, found]) => [key, [...found].sort().join(' ')]));
}

/** The plural forms that a key has, by key; `zero` is a text of its own and may be there or not. */
function formsOf(language: string): ReadonlyMap<string, readonly string[]> {
  const paths = [...textsOf(language).keys()].filter(path => FORM.test(path) && !path.endsWith('_zero'));
  return new Map(
    [...Map.groupBy(paths, path => path.replace(FORM, ''))].map(([key, group]) => [
      key,
      group.map(path => FORM.exec(path)?.[1] ?? '').sort(),
    ]),
  );
}

test('the chat speaks English, Russian and Belarusian', () => {
  expect([...loadChatTexts('locales').languages].sort()).toEqual(LANGUAGES);
});

test.each(LANGUAGES)(
  'the chat says everything in %s that it says in English, with the same gaps',
  language => {
    expect(gapsOf(language)).toEqual(gapsOf('en'));
  },
);

test.each(LANGUAGES)('each text of %s that counts has all plural forms of the language', language => {
  const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
  const forms = formsOf(language);
  expect(forms.size).toBeGreaterThan(5);
  expect([...forms].filter(([, has]) => has.join() !== wanted.join())).toEqual([]);
  // What counts in one language counts in each.
  expect([...forms.keys()].sort()).toEqual([...formsOf('en').keys()].sort());
});

test.each(LANGUAGES)(
  'no text of %s is empty or ends with white space; none was left in English',
  language => {
    const english = textsOf('en');
    const texts = [...textsOf(language)];
    expect(texts.filter(([, text]) => text.trim() !== text || text === '')).toEqual([]);
    const inWords = texts.filter(
      ([path, text]) => !path.endsWith('.example') && /[a-z]{4}/i.test(text.replace(/\{\{\w+\}\}/g, '')),
    );
    const left = inWords.filter(([path, text]) => language !== 'en' && english.get(path) === text);
    expect(left).toEqual([]);
  },
);

test('every text that the code names exists', () => {
  const english = gapsOf('en');
  const files = readdirSync('src/admin', { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  const named = files.flatMap(file => {
    const source = readFileSync(`src/admin/${file}`, 'utf8');
    return [...source.matchAll(/(?:say\(|Misunderstood\(|line\(|theirs\()\s*'([\w.]+)'/g)].map(
      match => match[1] ?? '',
    );
  });
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(key => !(key in english))).toEqual([]);
});
