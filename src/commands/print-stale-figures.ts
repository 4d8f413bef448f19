import { type Figure, figureValueText } from '../domain/figure.ts';
import { isStale } from '../domain/figure-age.ts';
import { printTable } from './print-table.ts';

/** What a rehearsal says of figures for which real posts would wait; undefined where all are fresh. */
export function printStaleFigures(figures: readonly Figure[], now: Date): string | undefined {
  const stale = figures.filter(figure => isStale(figure, now));
  if (stale.length === 0) return undefined;
  const rows = stale.map(({ id, value, asOf, maxAgeDays }) => [
    id,
    figureValueText(value),
    asOf,
    `${maxAgeDays} days`,
  ]);
  return [
    'Warning: these figures are too old. The rehearsal states them with their dates; real posts would wait for',
    'fresh ones (solidarity figures set) or for an admin.\n',
    `${printTable(['figure', 'value', 'as of', 'may be'], rows)}\n`,
  ].join('\n');
}
