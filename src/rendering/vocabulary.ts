import type { AsOf, Figure } from '../domain/figure.ts';
import type { Speech } from './speech.ts';
import { Spoken } from './spoken.ts';
import { TextFault } from './text-fault.ts';

/** A figure as a text names it: `figures.women_in_custody`. Says nothing until a filter is asked. */
export class FigureReference {
  readonly #figure: Figure;

  constructor(figure: Figure) {
    this.#figure = figure;
  }

  static figureOf(reference: FigureReference): Figure {
    return reference.#figure;
  }

  toString(): never {
    const name = `figures.${this.#figure.id}`;
    throw new TextFault(`say how the figure is to stand: {{ ${name} | count }} or {{ ${name} | number }}`);
  }
}

/** The day of publishing as a text names it: `today`. */
export class DayReference {
  readonly #asOf: AsOf;

  constructor(asOf: AsOf) {
    this.#asOf = asOf;
  }

  static asOf(reference: DayReference): AsOf {
    return reference.#asOf;
  }

  toString(): never {
    throw new TextFault('say how the day is to stand: {{ today | date }}');
  }
}

/** The place of the hashtags: `tags`. */
export class TagsReference {
  toString(): never {
    throw new TextFault('{{ tags }} takes no filter: let it stand alone in a paragraph');
  }
}

/** What a text may speak of. */
export interface Vocabulary {
  readonly figures: readonly Figure[];
  /** The URL of each link in the language of the text. */
  readonly links: Readonly<Record<string, string>>;
  /** The day of publishing, `2026-05-21`. */
  readonly today: AsOf;
  readonly speech: Speech;
  /** The Liquid source of the campaign's line of figures. */
  readonly ticker?: string;
}

/** The variables of a text. */
export function variablesOf({ figures, links, today }: Vocabulary): Record<string, object> {
  return {
    figures: Object.fromEntries(figures.map(figure => [figure.id, new FigureReference(figure)])),
    links: Object.fromEntries(Object.entries(links).map(([id, url]) => [id, new Spoken(url, { url })])),
    tags: new TagsReference(),
    today: new DayReference(today),
  };
}
