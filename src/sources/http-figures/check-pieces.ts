import { SourceFault } from '../../domain/source-fault.ts';

/** A text of so many values, elements or cells is built to use up memory. */
const MAX_PIECES = 60_000;

/** Fails before anything is built of a text that has too many of the characters that begin a piece. */
export function checkPieces(text: string, beginning: RegExp): void {
  let pieces = 0;
  for (const _ of text.matchAll(beginning)) {
    pieces += 1;
    if (pieces > MAX_PIECES) throw new SourceFault(`its answer has more than ${MAX_PIECES} pieces`);
  }
}
