/** What a filter says: shown as text, and remembered as a link or as the value of a figure. */
export class Spoken {
  readonly #text: string;
  readonly url: string | undefined;
  readonly states: string | undefined;

  constructor(text: string, meaning: { url?: string; states?: string } = {}) {
    this.#text = text;
    this.url = meaning.url;
    this.states = meaning.states;
  }

  toString(): string {
    return this.#text;
  }

  /** The same with its first letter in upper case, for the head of a sentence. */
  capitalized(language: string): Spoken {
    const [first = '', ...rest] = this.#text;
    return new Spoken(first.toLocaleUpperCase(language) + rest.join(''), {
      ...(this.url !== undefined && { url: this.url }),
      ...(this.states !== undefined && { states: this.states }),
    });
  }
}
