import type { FigureValue, PluralCategory } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';

/** TypeScript's library does not know `selectRange` of ECMA-402 (2023) yet. */
interface RangePluralRules extends Intl.PluralRules {
  selectRange(from: number, to: number): PluralCategory;
}

/** The plural category by which a word agrees with a value; with a range as CLDR has it for ranges. */
export function pluralCategory(value: FigureValue, language: Language): PluralCategory {
  const rules = new Intl.PluralRules(language) as RangePluralRules;
  return value.kind === 'range' ? rules.selectRange(value.from, value.to) : rules.select(value.value);
}
