import type { ColumnType, Generated } from 'kysely';
import type { FigureSource, FigureValue } from '../domain/figure.ts';
import type { ReadingState } from '../domain/figure-book.ts';

type JsonColumn<T> = ColumnType<T, string, string>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface ReadingsTable {
  number: Generated<number>;
  campaign: string;
  figure: string;
  value: JsonColumn<FigureValue>;
  as_of: string;
  source: JsonColumn<FigureSource>;
  by: string;
  at: Date;
  /** At first; what was decided later stands in the decisions. */
  state: 'confirmed' | 'waiting';
  why: string | null;
  told_at: Defaulted<Date | null>;
}

export interface DecisionsTable {
  number: Generated<number>;
  reading: number;
  state: ReadingState;
  by: string;
  at: Date;
}

export interface SourcesTable {
  campaign: string;
  figure: string;
  url: string;
  checked_at: Date;
  etag: string | null;
  last_modified: string | null;
  fault: string | null;
  told_at: Defaulted<Date | null>;
}

/** What the figure book keeps; `src/storage/migrations` makes it. */
export interface FigureTables {
  figure_readings: ReadingsTable;
  figure_decisions: DecisionsTable;
  figure_sources: SourcesTable;
}
