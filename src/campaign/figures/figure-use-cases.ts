import type { Campaign } from '../../domain/campaign.ts';
import type { Figure, FigureReading } from '../../domain/figure.ts';
import type { BookedReading, FigureBook } from '../../domain/figure-book.ts';
import type { FetchFigure } from '../../domain/figure-fetch.ts';
import type { Ledger } from '../../domain/ledger.ts';

/** What the figures' use cases are made of. */
export interface FigureDesk {
  readonly campaigns: readonly Campaign[];
  readonly book: FigureBook;
  readonly fetchFigure: FetchFigure;
  readonly ledger: Pick<Ledger, 'audit'>;
  readonly now: () => Date;
}

/** A figure with all that is known of it. */
export interface FigureStanding {
  readonly campaign: string;
  /** As it is in force. */
  readonly figure: Figure;
  /** Who or what set it, and when: a reading of the book, or the campaign's file. */
  readonly setBy: 'file' | BookedReading;
  readonly stale: boolean;
  readonly staleFrom: Date;
  /** Readings that an admin has to confirm, the newest first. */
  readonly waiting: readonly BookedReading[];
  /** What each source said last and is not stale yet, where they do not agree; else empty. */
  readonly disagreeing: readonly FigureReading[];
  /** Everything that the book has of it, the newest first. */
  readonly history: readonly BookedReading[];
  /** What the campaign's file has of it, the newest first. */
  readonly fromFile: readonly FigureReading[];
}

/** Bad input fails with `InputError`. A figure is named `<figure>`, or `<campaign>/<figure>` where several have it. */
export interface FigureUseCases {
  list(): Promise<readonly FigureStanding[]>;
  show(figure: string): Promise<FigureStanding>;
  set(request: SetFigureRequest): Promise<BookedFigure>;
  /** A reading that waits, or that was undone; by its number where several could be meant. */
  confirm(request: DecideRequest): Promise<BookedFigure>;
  /** Takes the last change back, or the reading with a number; what held before holds again. */
  undo(request: DecideRequest): Promise<BookedFigure>;
  /** Asks the sources of a figure, or of all, at once. */
  fetch(figure?: string): Promise<readonly FetchReport[]>;
}

export interface SetFigureRequest {
  readonly figure: string;
  /** `201`, `>45000`, `<10`, `143600-171900`. */
  readonly value: string;
  readonly asOf: string;
  /** Absent: the source of the figure in force. */
  readonly source?: { readonly name: string; readonly url: string };
  /** A numeric Telegram id, or `terminal`. */
  readonly by: string;
}

export interface DecideRequest {
  readonly figure: string;
  readonly reading?: number;
  readonly by: string;
}

export interface BookedFigure {
  /** Undefined: the same was said before. */
  readonly reading: BookedReading | undefined;
  readonly standing: FigureStanding;
}

/** One address that was asked. */
export interface FetchReport {
  readonly campaign: string;
  readonly figure: string;
  readonly url: string;
  /** `as it was`: it said nothing new. */
  readonly outcome: 'in force' | 'waits' | 'as it was' | 'fault';
  readonly reading?: FigureReading;
  /** For `fault` and `waits`. */
  readonly why?: string;
}
