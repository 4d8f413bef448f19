import type { FigureReading, FigureSource } from './figure.ts';
import type { SourceState } from './figure-book.ts';

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
      /** A comma unless told. */
      readonly separator?: string;
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
  /** What the number says; the very number unless told. */
  readonly bound?: 'more-than' | 'less-than';
}

/** Asks an address for a figure. Fails with `SourceFault` where it cannot be read without guessing. */
export type FetchFigure = (
  fetch: FigureFetch,
  options: {
    /** The day on which it is fetched, `2026-11-20`. */
    readonly today: string;
    readonly allowHosts: readonly string[];
    readonly last?: Pick<SourceState, 'etag' | 'lastModified'>;
    readonly signal?: AbortSignal;
  },
) => Promise<FetchedFigure>;

export interface FetchedFigure {
  /** Absent: it is as it was at the last visit. */
  readonly reading?: FigureReading;
  readonly etag?: string;
  readonly lastModified?: string;
}
