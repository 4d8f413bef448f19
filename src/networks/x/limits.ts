/** What X takes, as its documentation has it. */
export const LONGEST_TEXT = 280;
export const LONGEST_ALT_TEXT = 1000;
export const MOST_PICTURES = 4;
/** Readers take more of them for noise. */
export const MOST_TAGS = 3;

/** POST /2/tweets: 100 in 15 minutes for one account. */
export const PUBLISHING_RATE = {
  calls: 100,
  perMs: 15 * 60_000,
  also: [{ calls: 10_000, perMs: 24 * 60 * 60_000 }],
} as const;

/** How long after a call a post may still be missing from its author's timeline. */
export const INDEX_LAG_MS = 60_000;

/** How far X's clock and the bot's may be apart when posts are looked for by time. */
export const CLOCK_TOLERANCE_MS = 2 * 60 * 60_000;
