import { endOf, parseAsOf } from './as-of.ts';
import type { Figure } from './figure.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** From when on the figure is stale: `maxAgeDays` after the end of the day, month, year or period that it describes. */
export function staleFrom(figure: Pick<Figure, 'id' | 'asOf' | 'maxAgeDays'>): Date {
  const span = parseAsOf(figure.asOf);
  if (span === undefined) throw new TypeError(`The figure ${figure.id} has no valid date: ${figure.asOf}`);
  return new Date(endOf(span.to) + figure.maxAgeDays * DAY_MS);
}

export function isStale(figure: Pick<Figure, 'id' | 'asOf' | 'maxAgeDays'>, now: Date): boolean {
  return now >= staleFrom(figure);
}

/** Stale figures with their dates, for people: `women_in_custody (as of 2024-03-26)`. */
export function describeStale(figures: readonly Pick<Figure, 'id' | 'asOf'>[]): string {
  return `figures that are too old: ${figures.map(({ id, asOf }) => `${id} (as of ${asOf})`).join(', ')}`;
}

/** What `describeStale` names in a sentence, and where it stands there. */
export interface StaleNames {
  readonly from: number;
  readonly to: number;
  readonly figures: readonly Pick<Figure, 'id' | 'asOf'>[];
}

const STALE_FIGURE = /([^\s,]+) \(as of ([\d/-]+)\)/g;
const STALE_FIGURES = new RegExp(
  `figures that are too old: (${STALE_FIGURE.source}(?:, ${STALE_FIGURE.source})*)`,
);

/** Reads back what `describeStale` wrote, also inside of a longer sentence; undefined: it is not there. */
export function findStale(text: string): StaleNames | undefined {
  const found = STALE_FIGURES.exec(text);
  if (found === null) return undefined;
  const figures = [...found[0].matchAll(STALE_FIGURE)].map(([, id = '', asOf = '']) => ({ id, asOf }));
  return { from: found.index, to: found.index + found[0].length, figures };
}

/** From when on a post waits for fresh figures; undefined: never. */
export function freshUntil(post: {
  readonly evergreen: boolean;
  readonly figures: readonly Figure[];
}): Date | undefined {
  if (post.evergreen || post.figures.length === 0) return undefined;
  return new Date(Math.min(...post.figures.map(figure => staleFrom(figure).getTime())));
}

/**
 * The figures for which a post has to wait: the stale ones that it states. A post marked `evergreen` waits for none,
 * since rendering refuses a figure without its date.
 */
export function figuresToWaitFor(
  post: { readonly evergreen: boolean; readonly figures: readonly Figure[] },
  now: Date,
): readonly Figure[] {
  return post.evergreen ? [] : post.figures.filter(figure => isStale(figure, now));
}
