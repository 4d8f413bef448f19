import { describe, expect, it } from 'vitest';
import { loadWords } from '../../src/sources/load-words.ts';
import { templates } from './campaign-folder.ts';

describe('words', () => {
  it('come in every language that the bot ships with', async () => {
    const words = await loadWords('locales');
    expect(words.map(({ language }) => language).toSorted()).toEqual(['be', 'en', 'ru']);
  });

  it('are refused with file and line where a phrase lacks its gap or is missing', async () => {
    const phrases = '{\n  "count": "{{number}}",\n  "bound": {}\n}';
    await using folder = await templates({ 'en/words.json': phrases });
    const faults = await loadWords(folder.path).catch(error => error.faults);
    expect(faults).toContain(
      'en/words.json:2: count is "{{number}}": give a phrase with {{number}} and {{noun}}.',
    );
    expect(faults).toContain(
      'en/words.json:1: asOf is missing: give a group of keys (day, month, year, days, months, years).',
    );
  });

  it('are not needed in a language in which the bot only chats', async () => {
    await using folder = await templates({ 'en/chat.json': '{}' });
    expect(await loadWords(folder.path)).toEqual([]);
  });
});
