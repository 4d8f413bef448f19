import type { FigureReading } from './figure.ts';

/**
 * - `confirmed`: counts; the confirmed reading with the newest date is in force
 * - `waiting`: an admin has to confirm it first
 * - `undone`: taken back, or turned down
 */
export type ReadingState = 'confirmed' | 'waiting' | 'undone';

/** What was said of a figure, as it goes into the book. */
export interface NewReading extends FigureReading {
  readonly campaign: string;
  readonly figure: string;
  /** Who or what set it: a numeric Telegram id, `terminal`, or the address that was fetched. */
  readonly by: string;
  readonly at: Date;
  readonly state: 'confirmed' | 'waiting';
  /** Why an admin has to confirm it, in words. */
  readonly why?: string;
}

export interface BookedReading extends Omit<NewReading, 'state'> {
  /** By which an admin names it; rises with every reading. */
  readonly number: number;
  readonly state: ReadingState;
  /** The last word on it, where there was one. */
  readonly decided?: { readonly by: string; readonly at: Date };
}

export interface ReadingFilter {
  readonly campaign?: string;
  readonly figure?: string;
  readonly states?: readonly ReadingState[];
}

/** A web address that is asked for a figure, as it was at its last visit. */
export interface SourceState {
  readonly campaign: string;
  readonly figure: string;
  readonly url: string;
  readonly checkedAt: Date;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Why it could not be read; absent when it could. */
  readonly fault?: string;
}

/** The whole history of every figure: what was said of it, by whom, and what became of it. Nothing is ever removed. */
export interface FigureBook {
  /** Undefined when the newest reading of that origin said the same. */
  record(reading: NewReading): Promise<BookedReading | undefined>;
  /** The newest first. */
  readings(filter: ReadingFilter): Promise<readonly BookedReading[]>;
  /** False when the reading is not in one of these states: somebody else was first. */
  decide(
    number: number,
    from: readonly ReadingState[],
    to: 'confirmed' | 'undone',
    by: string,
    at: Date,
  ): Promise<boolean>;
  /** Changes with everything that may change a figure in force. */
  revision(): Promise<string>;

  sources(): Promise<readonly SourceState[]>;
  /** A fault that follows a fault is not told again. */
  noteVisit(visit: SourceState): Promise<void>;

  /**
   * Readings that wait and sources that broke, of which the admins have not heard; and readings that were told before
   * `repeatBefore` and still wait.
   */
  untold(limit: number, repeatBefore?: Date): Promise<readonly FigureNews[]>;
  markTold(news: FigureNews, at: Date): Promise<void>;
}

export type FigureNews =
  | { readonly kind: 'reading waits'; readonly reading: BookedReading }
  | { readonly kind: 'source broken'; readonly source: SourceState };
