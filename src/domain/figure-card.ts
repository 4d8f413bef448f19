/** A picture of figures with their dates and sources, that a post brings with it. */
export interface FigureCard {
  /** Ids of figures, one to `MOST_FIGURES_ON_A_CARD`. One with a history gets a line chart. */
  readonly figures: readonly string[];
  readonly size: FigureCardSize;
}

/** Pixels. */
export const FIGURE_CARD_SIZES = {
  wide: { width: 1200, height: 675 },
  square: { width: 1080, height: 1080 },
} as const;

export type FigureCardSize = keyof typeof FIGURE_CARD_SIZES;

export const MOST_FIGURES_ON_A_CARD = 4;
