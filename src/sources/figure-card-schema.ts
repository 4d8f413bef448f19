import { type FigureCardSize, MOST_FIGURES_ON_A_CARD } from '../domain/figure-card.ts';
import { expecting, group, line, listOf, oneOf } from './schema-parts.ts';

const SIZES = ['wide', 'square'] as const satisfies readonly FigureCardSize[];

/** `{ figures: [women_in_custody], size: square }`; wide unless told. */
export function figureCardSchema() {
  const error = expecting(`one to ${MOST_FIGURES_ON_A_CARD} figures`);
  return group({
    figures: listOf(line('the name of a figure'), 'figures')
      .min(1, { error })
      .max(MOST_FIGURES_ON_A_CARD, { error }),
    size: oneOf(SIZES).default('wide'),
  });
}
