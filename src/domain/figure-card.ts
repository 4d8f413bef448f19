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

/** Everything that a card shows, in one language, said already. Pure JSON; it decides every byte of the picture. */
export interface CardDrawing {
  readonly size: FigureCardSize;
  /** The campaign's. */
  readonly title: string;
  readonly publisher?: string;
  readonly cells: readonly CardCell[];
  readonly chart?: CardChart;
}

/** What a card says of one figure. */
export interface CardCell {
  /** `Women under partial house arrest`. */
  readonly label: string;
  /** The number in large, and what the language puts before and after it: `more than`, `45,000`, `civilians`. */
  readonly before: string;
  readonly number: string;
  readonly after: string;
  /** `As of 26 March 2024`. */
  readonly dated: string;
  /** `Source: belaruswomen.org`. */
  readonly source: string;
}

/** A figure's history as a line from zero, the oldest point first. */
export interface CardChart {
  readonly points: readonly CardPoint[];
  /** The scale, from zero upwards. */
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

export interface CardPoint {
  /** Milliseconds. */
  readonly time: number;
  readonly value: number;
  /** Where the point is named: its value and its date. */
  readonly named?: { readonly value: string; readonly date: string };
}
