import { createInstance, type i18n } from 'i18next';
import { type CalendarSpan, parseAsOf } from '../domain/as-of.ts';
import type {
  AsOf,
  Figure,
  FigureReading,
  FigureSource,
  FigureValue,
  NounForms,
  PluralCategory,
} from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { DatePhrases, Words } from '../domain/words.ts';
import { createDatePieces } from './date-pieces.ts';
import { createAgreement } from './plural-agreement.ts';

/** Says figures and dates in one language. Costs some milliseconds to make, so make it once. */
export interface Speech {
  readonly language: Language;
  /** `198`, `more than 45,000`, `143,600–171,900`. */
  number(value: FigureValue): string;
  /** The form that a word takes beside the number, in the case that a bound governs. */
  agree(value: FigureValue): PluralCategory;
  /** The number and its noun: `198 women`. Undefined where the figure has no noun in this language. */
  count(figure: Pick<Figure, 'value' | 'nouns'>): string | undefined;
  /** `26 March 2024`. */
  date(asOf: AsOf): string;
  /** `as of 26 March 2024`. */
  asOf(asOf: AsOf): string;
  /** `since 26 March 2024`. */
  since(asOf: AsOf): string;
  /** `+12 since 21 May 2023`. Undefined where the difference is not known: with a range, or two values of another kind. */
  change(now: FigureReading, before: FigureReading): string | undefined;
  /** `Source: belaruswomen.org`. Undefined where the source has no name in this language. */
  source(source: FigureSource): string | undefined;
}

export function createSpeech(words: Words): Speech {
  const { language } = words;
  const phrases = createPhrases(words);
  const numbers = new Intl.NumberFormat(language);
  const signed = new Intl.NumberFormat(language, { signDisplay: 'always' });
  const agree = createAgreement(words);
  const dated = createDates(phrases, language);

  const number = (value: FigureValue): string => {
    if (value.kind === 'range') return numbers.formatRange(value.from, value.to);
    const plain = numbers.format(value.value);
    return value.kind === 'exact' ? plain : phrases.t(`bound.${value.kind}.phrase`, { number: plain });
  };
  return {
    language,
    number,
    agree,
    count: ({ value, nouns }) => {
      const noun = formOf(nouns[language], agree(value));
      return noun === undefined ? undefined : phrases.t('count', { number: number(value), noun });
    },
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
    source: ({ name }) => {
      const said = name[language];
      return said === undefined ? undefined : phrases.t('source', { name: said });
    },
  };
}

function formOf(noun: NounForms | undefined, category: PluralCategory): string | undefined {
  return noun?.[category] ?? noun?.other;
}

function createDates(phrases: i18n, language: Language) {
  const piecesOf = createDatePieces(language);
  return (kind: 'date' | 'asOf' | 'since', asOf: AsOf): string => {
    const span = parseAsOf(asOf);
    if (span === undefined) throw new TypeError(`"${asOf}" is no date`);
    const firstSaid = kind === 'since' ? span.to : span.from;
    return phrases.t(`${kind}.${phraseFor(span)}`, { ...piecesOf(span), context: String(firstSaid.day) });
  };
}

function phraseFor({ granularity, period }: CalendarSpan): keyof DatePhrases {
  return period ? `${granularity}s` : granularity;
}

function createPhrases({ language, ...phrases }: Words): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    load: 'currentOnly',
    fallbackLng: false,
    resources: { [language]: { translation: phrases } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
