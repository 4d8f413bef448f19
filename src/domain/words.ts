import type { Granularity } from './as-of.ts';
import type { PluralCategory } from './figure.ts';
import type { Language } from './language.ts';

/** A phrase for a day, a month, a year, and for a period of each. */
export type DatePhrases = Readonly<Record<Granularity | `${Granularity}s`, string>>;

/** The phrases of a language that agree with numbers, from `locales/<language>/words.json`; `{{…}}` marks the gaps. */
export interface Words {
  readonly language: Language;
  /** `{{number}} {{noun}}`: the space between them is the language's own. */
  readonly count: string;
  readonly bound: {
    readonly 'more-than': BoundPhrase;
    readonly 'less-than': BoundPhrase;
  };
  /** The bare date. */
  readonly date: DatePhrases;
  /** The date as a figure bears it. */
  readonly asOf: DatePhrases;
  /** The date since which something has changed. */
  readonly since: DatePhrases;
  readonly change: {
    /** With the gaps `{{difference}}` (signed) and `{{since}}`. */
    readonly changed: string;
    readonly unchanged: string;
  };
  /** What stands before the paragraphs that read otherwise now, and before those that are taken back. */
  readonly correction: { readonly reads: string; readonly takenBack: string };
  /** Names the source, in the gap `{{name}}`. */
  readonly source: string;
}

export interface BoundPhrase {
  /** With the gap `{{number}}`. */
  readonly phrase: string;
  /** Where the phrase governs another case: which form of the noun stands in place of which. */
  readonly forms?: Readonly<Partial<Record<PluralCategory, PluralCategory>>>;
}
