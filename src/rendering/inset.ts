/** What Liquid puts into a text. It passes Markdown unread, and is put in its place afterwards. */
export type Inset =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Makes it a link. */
      readonly url?: string;
      /** Id of the figure whose value this states. */
      readonly states?: string;
    }
  | { readonly kind: 'tags' };

/** Private-use characters around the number of an inset: letters to Markdown's eyes, and never part of a text. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const RESERVED = /[\uE000\uE001]/;

export const INSET_PATTERN = `${OPEN}\\d+${CLOSE}`;

/** The insets of one text, in the order in which they were put. */
export class Insets {
  readonly #insets: Inset[] = [];

  /** Keeps the inset and gives the mark that stands for it. */
  put(inset: Inset): string {
    this.#insets.push(inset);
    return `${OPEN}${this.#insets.length - 1}${CLOSE}`;
  }

  /** The inset of a mark that `put` gave. */
  at(mark: string): Inset {
    const inset = this.#insets[Number(mark.slice(1, -1))];
    if (inset === undefined) throw new RangeError('A mark without an inset');
    return inset;
  }

  /** A text with every inset in its place. */
  fill(text: string, show: (inset: Inset) => string = shownText): string {
    return text.replace(new RegExp(INSET_PATTERN, 'g'), mark => show(this.at(mark)));
  }

  /** The insets in a stretch of text. */
  in(text: string): readonly Inset[] {
    return (text.match(new RegExp(INSET_PATTERN, 'g')) ?? []).map(mark => this.at(mark));
  }
}

export function shownText(inset: Inset): string {
  return inset.kind === 'tags' ? '' : inset.text;
}

/** Whether a text holds a character that only marks may hold. */
export function holdsReserved(text: string): boolean {
  return RESERVED.test(text);
}
