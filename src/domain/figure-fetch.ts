import type { FigureSource } from './figure.ts';

/** Where a value stands in what an address answers. `pattern`: a regular expression whose first group is the value. */
export type Locator =
  /** A JSON Pointer, RFC 6901. */
  | { readonly kind: 'json'; readonly pointer: string; readonly pattern?: string }
  /** A CSS selector that fits one element; its text, or one of its attributes. */
  | {
      readonly kind: 'html';
      readonly selector: string;
      readonly attribute?: string;
      readonly pattern?: string;
    }
  /** A column by its heading; the row in which other columns hold these values, or else the first or the last. */
  | {
      readonly kind: 'csv';
      readonly column: string;
      readonly row: 'first' | 'last' | Readonly<Record<string, string>>;
      readonly pattern?: string;
    };

/** An address that is asked for a figure at intervals. */
export interface FigureFetch {
  /** Id of the figure. */
  readonly figure: string;
  readonly source: FigureSource;
  readonly url: string;
  readonly value: Locator;
  /** Where its date stands; `fetched`: the figure is of the day on which it is fetched. */
  readonly date: Locator | 'fetched';
  readonly everyMs: number;
}
