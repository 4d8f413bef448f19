import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';

const { languages } = loadChatTexts('locales');

/** Every key with the gaps that its text has; plural forms count as one key. */
function keysOf(language: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') {
      const gaps = (value.match(/\{\{\w+\}\}/g) ?? []).filter(gap => gap !== '{{count}}').sort();
      keys.set(path.replace(/_(zero|one|few|many|other)$/, ''), [...new Set(gaps)].join(' '));
    } else for (const [key, inner] of Object.entries(value as object)) walk(inner, `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(`locales/${language}/chat.json`, 'utf8')), '');
  return keys;
}

test.each(languages.map(language => [language]))(
  'the chat says everything in %s that it says in English, with the same gaps',
  language => {
    expect(Object.fromEntries(keysOf(language))).toEqual(Object.fromEntries(keysOf('en')));
  },
);

test('every text that the code names exists', () => {
  const english = keysOf('en');
  const files = readdirSync('src/admin', { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  const named = files.flatMap(file => {
    const source = readFileSync(`src/admin/${file}`, 'utf8');
    return [...source.matchAll(/(?:say\(|Misunderstood\(|line\()\s*'([\w.]+)'/g)].map(
      match => match[1] ?? '',
    );
  });
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(key => !english.has(`.${key}`))).toEqual([]);
});
