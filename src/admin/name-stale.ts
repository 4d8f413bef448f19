import { findStale } from '../domain/figure-age.ts';
import type { Language } from '../domain/language.ts';
import type { Say } from './chat-texts.ts';
import { sayAsOf } from './say-figure.ts';

/** More of them would hide everything else on a phone; /figures has them all. */
const MOST_NAMED = 3;

/** Figures that a sentence of the house calls too old, by what they count and the member's dates instead of ids. */
export function nameStale(
  english: string,
  titleOf: (id: string) => string,
  language: Language,
  say: Say,
): string {
  const found = findStale(english);
  if (found === undefined) return english;
  const { figures, from, to } = found;
  const named = figures
    .slice(0, MOST_NAMED)
    .map(({ id, asOf }) => `${titleOf(id)} (${sayAsOf(asOf, language)})`);
  const more = figures.length - named.length;
  const all = more > 0 ? [...named, say('stale.more', { count: more })] : named;
  return `${english.slice(0, from)}${say('stale.figures', { figures: all.join('; ') })}${english.slice(to)}`;
}
