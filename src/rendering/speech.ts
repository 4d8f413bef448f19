import { createInstance, type i18n } from 'i18next';
import type { CalendarSpan } from '../domain/as-of.ts';
import { parseAsOf } from '../domain/as-of.ts';
import type { AsOf, Figure, FigureReading, FigureValue, NounForms } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { DatePhrases, Words } from '../domain/words.ts';
import { datePieces } from './date-pieces.ts';
import { pluralCategory } from './plural-category.ts';

/** Says figures and dates in one language. */
export interface Speech {
  readonly language: Language;
  /** `198`, `more than 45,000`, `143,600–171,900`. */
  number(value: FigureValue): string;
  /** The number and its noun: `198 women`. Undefined where the figure has no noun in this language. */
  count(figure: Figure): string | undefined;
  /** `26 March 2024`. */
  date(asOf: AsOf): string;
  /** `as of 26 March 2024`. */
  asOf(asOf: AsOf): string;
  /** `since 26 March 2024`. */
  since(asOf: AsOf): string;
  /** `+12 since 21 May 2023`. Undefined where one of the two is a range or of another kind: their difference is not known. */
  change(now: FigureReading, before: FigureReading): string | undefined;
}

export function createSpeech(words: Words, figures: readonly Figure[]): Speech {
  const { language } = words;
  const phrases = createPhrases(words, figures);
  const numbers = new Intl.NumberFormat(language);
  const signed = new Intl.NumberFormat(language, { signDisplay: 'always' });
  const withNoun = new Set(figures.filter(({ nouns }) => nouns[language] !== undefined).map(({ id }) => id));

  const number = (value: FigureValue): string => {
    if (value.kind === 'range') return numbers.formatRange(value.from, value.to);
    const plain = numbers.format(value.value);
    return value.kind === 'exact' ? plain : phrases.t(`bound.${value.kind}.phrase`, { number: plain });
  };
  const dated = (kind: 'date' | 'asOf' | 'since', asOf: AsOf): string => {
    const span = parseAsOf(asOf);
    if (span === undefined) throw new TypeError(`"${asOf}" is no date`);
    return phrases.t(`${kind}.${phraseFor(span)}`, {
      ...datePieces(span, language),
      context: String((kind === 'since' ? span.to : span.from).day),
    });
  };
  return {
    language,
    number,
    count: figure =>
      withNoun.has(figure.id)
        ? phrases.t('count', { number: number(figure.value), noun: nounOf(figure, phrases, language) })
        : undefined,
    date: asOf => dated('date', asOf),
    asOf: asOf => dated('asOf', asOf),
    since: asOf => dated('since', asOf),
    change: (now, before) => {
      if (now.value.kind === 'range' || before.value.kind !== now.value.kind) return undefined;
      const difference = now.value.value - before.value.value;
      const since = dated('since', before.asOf);
      if (difference === 0) return phrases.t('change.unchanged', { since });
      return phrases.t('change.changed', { difference: signed.format(difference), since });
    },
  };
}

/** The noun in the form that agrees: with the number, with the end of a range, or in the case that a bound governs. */
function nounOf({ id, value }: Figure, phrases: i18n, language: Language): string {
  const key = `nouns.${id}.noun`;
  switch (value.kind) {
    case 'exact':
      return phrases.t(key, { count: value.value });
    case 'range':
      return phrases.t(`${key}_${pluralCategory(value, language)}`);
    default:
      return phrases.t(key, { count: value.value, context: value.kind });
  }
}

function phraseFor({ granularity, period }: CalendarSpan): keyof DatePhrases {
  return period ? `${granularity}s` : granularity;
}

function createPhrases(words: Words, figures: readonly Figure[]): i18n {
  const { language, ...phrases } = words;
  const nouns = figures.map(({ id, nouns }) => [id, nounKeys(nouns[language] ?? {}, words)] as const);
  const instance = createInstance();
  void instance.init({
    lng: language,
    load: 'currentOnly',
    fallbackLng: false,
    resources: { [language]: { translation: { ...phrases, nouns: Object.fromEntries(nouns) } } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The keys by which i18next finds a noun: `noun_few`, and `noun_more-than_few` after a bound. */
function nounKeys(forms: NounForms, { bound }: Words): Record<string, string> {
  const plain = Object.entries(forms).map(([category, form]) => [`noun_${category}`, form]);
  const afterBound = Object.entries(bound).flatMap(([kind, { forms: instead = {} }]) =>
    Object.entries(forms).map(([category, form]) => {
      const governed = instead[category as keyof NounForms] ?? category;
      return [`noun_${kind}_${category}`, forms[governed as keyof NounForms] ?? form];
    }),
  );
  return Object.fromEntries([...plain, ...afterBound]);
}
