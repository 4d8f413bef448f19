import type { AmendReport } from '../campaign/amend/amend-report.ts';
import { sumCosts } from '../domain/cost.ts';
import { printCosts } from './print-preview.ts';
import { printTable } from './print-table.ts';

/** A row per delivery, and below it what is not done, a line each. */
export function printAmendments({ post, occurrences, deliveries }: AmendReport): string {
  const rows = deliveries.map(({ network, place, language, did, done, steps, urls }) => [
    done ? '✓' : '✗',
    network,
    place,
    language,
    did,
    steps.of === 0 ? '' : `${steps.made} of ${steps.of}`,
    urls[0] ?? '',
  ]);
  const faults = deliveries.flatMap(({ id, faults }) => faults.map(fault => `✗ ${id}: ${fault}`));
  const title = `${post}, ${occurrences.join(', ')}`;
  const table = printTable(['', 'network', 'place', 'language', 'did', 'posts', 'where'], rows);
  const costs = sumCosts(deliveries.flatMap(({ cost }) => cost ?? []));
  const cost = costs.length === 0 ? [] : [`cost: ${printCosts(costs)}`];
  return [title, table, ...cost, ...(faults.length === 0 ? [] : ['', ...faults])].join('\n');
}
