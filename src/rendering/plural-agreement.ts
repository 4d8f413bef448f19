import type { FigureValue, PluralCategory } from '../domain/figure.ts';
import type { Words } from '../domain/words.ts';

/** TypeScript's library does not know `selectRange` of ECMA-402 (2023) yet. */
interface RangePluralRules extends Intl.PluralRules {
  selectRange(from: number, to: number): PluralCategory;
}

/**
 * The form in which a word agrees with a value: CLDR's plural of the number, CLDR's plural of the range, and after a bound the form
 * that the phrase governs («более 21 женщины»). i18next resolves the first of these only.
 */
export function createAgreement({ language, bound }: Words): (value: FigureValue) => PluralCategory {
  const rules = new Intl.PluralRules(language) as RangePluralRules;
  return value => {
    if (value.kind === 'range') return rules.selectRange(value.from, value.to);
    const category = rules.select(value.value);
    return value.kind === 'exact' ? category : (bound[value.kind].forms?.[category] ?? category);
  };
}
