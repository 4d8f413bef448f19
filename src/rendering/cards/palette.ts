/** The colours of a card. Every colour of a text has a contrast of at least 4.5:1 to the paper, which a test computes. */
export const PALETTE = {
  paper: '#ffffff',
  /** Figures, and what they count. */
  ink: '#1a1a1a',
  /** Labels, dates, sources. */
  soft: '#4a4a4a',
  accent: '#b0121f',
  /** Lines that part, and no text. */
  hairline: '#d9d9d9',
} as const;

export type TextColour = Exclude<keyof typeof PALETTE, 'paper' | 'hairline'>;
