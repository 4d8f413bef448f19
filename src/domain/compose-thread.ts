import type { Draft, LengthUnit, Refusal } from './draft.ts';
import type { NetworkName } from './place.ts';
import type { Post } from './post.ts';

/** How a network wants its text. */
export interface TextRules {
  /** Whose text it is: a post may have a body of its own for it. */
  readonly network: NetworkName;
  /** The counted length of a finished text. */
  readonly count: (text: string) => number;
  readonly limit: number;
  readonly unit: LengthUnit;
  /** A second limit beside the first (Bluesky's bytes). */
  readonly fits?: (text: string) => boolean;
  /**
   * - `marked`: the link's text stands in the part and a mark bears the address (Telegram, Bluesky).
   * - `written out`: the address stands beside the link's text, and the mark is on it (Mastodon, X).
   * - `left out`: the link's text alone (X, where a post with an address costs more).
   */
  readonly links: 'marked' | 'written out' | 'left out';
  /** How many hashtags the network takes well; the rest is dropped from the end of the post's list. */
  readonly maxTags: number;
}

/** Cuts a post into parts that fit, each cut at the best boundary: paragraph, then sentence, then word. */
export function composeThread(_post: Post, _rules: TextRules): Draft | Refusal {
  throw new Error('being written');
}
