import { beforeAll, describe, expect, it } from 'vitest';
import type { FigureValue, NounForms } from '../../src/domain/figure.ts';
import type { Speech } from '../../src/rendering/speech.ts';
import { figure, LANGUAGES, loadSpeeches } from './sample.ts';

const NBSP = '\u00a0';
const CATEGORIES: NounForms = {
  zero: 'ZERO',
  one: 'ONE',
  two: 'TWO',
  few: 'FEW',
  many: 'MANY',
  other: 'OTHER',
};

let speeches: ReadonlyMap<string, Speech>;
beforeAll(async () => {
  speeches = await loadSpeeches();
});

function speech(language: string): Speech {
  const found = speeches.get(language);
  if (found === undefined) throw new Error(`no words for ${language}`);
  return found;
}

function say(language: string, value: FigureValue): string | undefined {
  return speech(language).count(figure({ value }));
}

/** All of 0–200, then numbers spread over six orders of magnitude, with every ending among them. */
function samples(): number[] {
  const all = Array.from({ length: 201 }, (_, n) => n);
  const spread = Array.from({ length: 2_000 }, (_, n) => 201 + ((n * 4_999_7 + n) % 999_800));
  return [...all, ...spread, 1_000, 1_593, 45_000, 999_999, 1_000_000];
}

describe('a noun agrees with its number', () => {
  it.each(LANGUAGES)('as CLDR has it in %s, from 0 to a million', language => {
    const rules = new Intl.PluralRules(language);
    const numbers = new Intl.NumberFormat(language);
    const nouns = { [language]: CATEGORIES };
    const said = samples().map(value => speech(language).count({ value: { kind: 'exact', value }, nouns }));
    const expected = samples().map(
      value => `${numbers.format(value)}${language === 'en' ? ' ' : NBSP}${CATEGORIES[rules.select(value)]}`,
    );
    expect(said).toEqual(expected);
  });

  it.each([
    ['en', 1, '1 woman'],
    ['en', 0, '0 women'],
    ['en', 1593, '1,593 women'],
    ['ru', 1, `1${NBSP}женщина`],
    ['ru', 2, `2${NBSP}женщины`],
    ['ru', 5, `5${NBSP}женщин`],
    ['ru', 11, `11${NBSP}женщин`],
    ['ru', 21, `21${NBSP}женщина`],
    ['ru', 112, `112${NBSP}женщин`],
    ['ru', 1593, `1${NBSP}593${NBSP}женщины`],
    ['ru', 45000, `45${NBSP}000${NBSP}женщин`],
    ['be', 21, `21${NBSP}жанчына`],
    ['be', 1593, `1593${NBSP}жанчыны`],
    ['be', 14, `14${NBSP}жанчын`],
  ])('in %s: %d', (language, value, expected) => {
    expect(say(language, { kind: 'exact', value })).toBe(expected);
  });

  it.each([
    ['en', 45000, 'more than 45,000 women'],
    ['ru', 45000, `более 45${NBSP}000${NBSP}женщин`],
    ['ru', 21, `более 21${NBSP}женщины`],
    ['ru', 2, `более 2${NBSP}женщин`],
    ['be', 45000, `больш як 45${NBSP}000${NBSP}жанчын`],
    ['be', 21, `больш як 21${NBSP}жанчына`],
  ])('after a lower bound, in the case it governs, in %s: %d', (language, value, expected) => {
    expect(say(language, { kind: 'more-than', value })).toBe(expected);
  });

  it.each([
    ['en', 'fewer than 10 women'],
    ['ru', `менее 10${NBSP}женщин`],
    ['be', `менш як 10${NBSP}жанчын`],
  ])('after an upper bound in %s', (language, expected) => {
    expect(say(language, { kind: 'less-than', value: 10 })).toBe(expected);
  });

  it.each([
    ['en', 143600, 171900, '143,600–171,900 women'],
    ['ru', 143600, 171900, `143${NBSP}600–171${NBSP}900${NBSP}женщин`],
    ['ru', 1, 3, `1–3${NBSP}женщины`],
    ['ru', 5, 21, `5–21${NBSP}женщина`],
    ['be', 143600, 171900, `143${NBSP}600–171${NBSP}900${NBSP}жанчын`],
  ])('with the end of a range in %s: %d–%d', (language, from, to, expected) => {
    expect(say(language, { kind: 'range', from, to })).toBe(expected);
  });
});

describe('a date', () => {
  it.each([
    ['en', '2024-03-26', '26 March 2024', 'as of 26 March 2024', 'since 26 March 2024'],
    ['en', '2024-03', 'March 2024', 'as of March 2024', 'since March 2024'],
    ['en', '2024', '2024', 'as of 2024', 'since 2024'],
    ['en', '2021/2022', '2021–2022', 'in 2021–2022', 'since 2021–2022'],
    [
      'en',
      '2024-01/2024-03',
      'January 2024 – March 2024',
      'from January 2024 to March 2024',
      'since March 2024',
    ],
    ['ru', '2024-03-26', '26 марта 2024 года', 'на 26 марта 2024 года', 'с 26 марта 2024 года'],
    ['ru', '2024-05-02', '2 мая 2024 года', 'на 2 мая 2024 года', 'со 2 мая 2024 года'],
    ['ru', '2024-03', 'март 2024 года', 'на март 2024 года', 'с марта 2024 года'],
    ['ru', '2024', '2024 год', 'на 2024 год', 'с 2024 года'],
    ['ru', '2021/2022', '2021–2022', 'в 2021–2022 годах', 'с 2021–2022 годов'],
    [
      'ru',
      '2024-01/2024-03',
      'январь 2024 года – март 2024 года',
      'с января 2024 года по март 2024 года',
      'с марта 2024 года',
    ],
    [
      'ru',
      '2024-01-02/2024-03-31',
      '2 января 2024 года – 31 марта 2024 года',
      'со 2 января 2024 года по 31 марта 2024 года',
      'с 31 марта 2024 года',
    ],
    ['be', '2024-03-26', '26 сакавіка 2024 года', 'на 26 сакавіка 2024 года', 'з 26 сакавіка 2024 года'],
    ['be', '2024-03', 'сакавік 2024 года', 'на сакавік 2024 года', 'з сакавіка 2024 года'],
    ['be', '2021/2022', '2021–2022', 'у 2021–2022 гадах', 'з 2021–2022 гадоў'],
  ])('in %s: %s', (language, asOf, date, asOfPhrase, since) => {
    const { date: sayDate, asOf: sayAsOf, since: saySince } = speech(language);
    const said = [sayDate(asOf), sayAsOf(asOf), saySince(asOf)].map(text => text.replaceAll(NBSP, ' '));
    expect(said).toEqual([date, asOfPhrase, since]);
  });

  it('keeps the no-break space that CLDR has before the word for year', () => {
    expect(speech('ru').asOf('2024-03-26')).toBe(`на 26 марта 2024${NBSP}года`);
  });
});

describe('a change', () => {
  const before = { ...figure(), value: { kind: 'exact', value: 186 } as const, asOf: '2023-05-21' };

  it.each([
    ['en', '+12 since 21 May 2023'],
    ['ru', `+12 с 21 мая 2023${NBSP}года`],
    ['be', `+12 з 21 мая 2023${NBSP}года`],
  ])('in %s', (language, expected) => {
    expect(speech(language).change(figure(), before)).toBe(expected);
  });

  it('is said when there is none', () => {
    expect(speech('en').change(figure({ value: { kind: 'exact', value: 186 } }), before)).toBe(
      'unchanged since 21 May 2023',
    );
  });

  it('is not known of a range', () => {
    expect(speech('en').change(figure({ value: { kind: 'range', from: 1, to: 2 } }), before)).toBeUndefined();
  });
});
