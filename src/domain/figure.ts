import type { Language } from './language.ts';

/** What a figure says about the count: the very number, at least, at most, or between two numbers. Whole numbers ≥ 0. */
export type FigureValue =
  | { readonly kind: 'exact'; readonly value: number }
  | { readonly kind: 'more-than'; readonly value: number }
  | { readonly kind: 'less-than'; readonly value: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/**
 * The day, month or year that a figure describes, as ISO 8601 without a time: `2024-03-26`, `2024-03`, `2022`;
 * a period is two of them with a slash, `2021/2022`.
 */
export type AsOf = string;

export interface FigureSource {
  /** The name per language; a name that is the same in all languages stands under each of them. */
  readonly name: Readonly<Record<Language, string>>;
  readonly url: string;
}

/** What a source said of a figure at one time. */
export interface FigureReading {
  readonly value: FigureValue;
  readonly asOf: AsOf;
  readonly source: FigureSource;
}

/** The plural categories of CLDR, as `Intl.PluralRules` names them. */
export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** A noun in every form that its language needs beside a number: `{one: 'woman', other: 'women'}`. */
export type NounForms = Readonly<Partial<Record<PluralCategory, string>>>;

/** How far a figure may move at once without an admin's word: a share of what it was (0.2), or so many. */
export type MaxChange =
  | { readonly kind: 'share'; readonly value: number }
  | { readonly kind: 'count'; readonly value: number };

/** A number that the campaign stands behind: it never appears without its date. */
export interface Figure extends FigureReading {
  readonly id: string;
  /** What the figure is about, for lists. */
  readonly titles: Readonly<Record<Language, string>>;
  /** What is counted, in one word that no language changes: `person`, `case`. */
  readonly unit: string;
  /** What is counted, in words that agree with the number. */
  readonly nouns: Readonly<Record<Language, NounForms>>;
  /** Days after the end of `asOf` from which the figure is stale. */
  readonly maxAgeDays: number;
  /** A new value that moves further waits for an admin; a fifth of the value unless told. */
  readonly maxChange?: MaxChange;
  /** What the figure was before, the newest first. */
  readonly earlier: readonly FigureReading[];
}

export function isSameReading(one: FigureReading, other: FigureReading): boolean {
  return (
    one.asOf === other.asOf && isSameValue(one.value, other.value) && one.source.url === other.source.url
  );
}

/** Value and date, for the audit. */
export function describeFigure({ value, asOf }: Pick<FigureReading, 'value' | 'asOf'>): string {
  return `${figureValueText(value)}, as of ${asOf}`;
}

export function isSameValue(one: FigureValue, other: FigureValue): boolean {
  return figureValueText(one) === figureValueText(other);
}

/** The value in plain characters, for JSON and tables: `198`, `>45000`, `<10`, `143600-171900`. */
export function figureValueText(value: FigureValue): string {
  switch (value.kind) {
    case 'exact':
      return String(value.value);
    case 'more-than':
      return `>${value.value}`;
    case 'less-than':
      return `<${value.value}`;
    case 'range':
      return `${value.from}-${value.to}`;
  }
}
