import type { NetworkName } from '../domain/place.ts';

export interface LoadOptions {
  /** The networks that the registry has; names of others are then faults. */
  readonly networks?: readonly NetworkName[] | undefined;
  /**
   * A language that a post has no text in, a picture that has no alt text, and a file that is missing are left as gaps, for a plan that shows what is
   * missing. Else they refuse the campaign: nothing goes out by halves.
   */
  readonly keepGaps?: boolean;
}
