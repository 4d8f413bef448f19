import { SourceFault } from '../../domain/source-fault.ts';

/** A text of so many values, elements, attributes or cells is built to use up memory. */
const MAX_PIECES = 60_000;

/** Elements within each other; each costs a search more time than the one around it. */
const MAX_DEPTH = 500;

/** Fails before anything is built of a text that has too many of the characters that begin a piece. */
export function checkPieces(text: string, beginning: RegExp, most = MAX_PIECES): void {
  let pieces = 0;
  for (const _ of text.matchAll(beginning)) {
    pieces += 1;
    if (pieces > most) throw tooMany(most);
  }
}

/** The same for HTML, where attributes count too, and what is opened and never closed. */
export function checkMarkup(text: string): void {
  const open = new Map<string, number>();
  let pieces = 0;
  let depth = 0;
  for (const [, slash, name = '', attributes = ''] of text.matchAll(/<(\/?)([a-z][^\s/>]*)([^>]*)/gi)) {
    pieces += 1 + (attributes.match(/[\s/=]+/g)?.length ?? 0);
    if (pieces > MAX_PIECES) throw tooMany(MAX_PIECES);
    if (UNCLOSED.test(name) || attributes.endsWith('/')) continue;
    const before = open.get(name) ?? 0;
    const after = slash === '' ? before + 1 : Math.max(0, before - 1);
    open.set(name, after);
    depth += after - before;
    if (depth > MAX_DEPTH) throw new SourceFault(`its answer nests more than ${MAX_DEPTH} elements`);
  }
}

/** Elements that need no end, or that end where the next one begins. */
const UNCLOSED =
  /^(!|area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|option)$/i;

function tooMany(most: number): SourceFault {
  return new SourceFault(`its answer has more than ${most} pieces`);
}
