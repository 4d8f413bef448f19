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
