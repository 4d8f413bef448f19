import type { Delivery, DeliveryStep } from '../domain/delivery.ts';
import { printTable } from './print-table.ts';

/** One line per step, as it happens: time, what, network, language, post, part, address or reason. */
export function printStep(step: DeliveryStep, at: Date): string {
  const { delivery, part } = step;
  const number = part === undefined || part.of === 1 ? '' : `${part.number}/${part.of}`;
  const cells = [
    at.toTimeString().slice(0, 8),
    step.what.padEnd(14),
    delivery.network.padEnd(8),
    delivery.language.padEnd(2),
    delivery.post.padEnd(18),
    number.padEnd(5),
    step.url ?? (SELF_EVIDENT.has(step.what) ? '' : step.words),
  ];
  return cells.join('  ').trimEnd();
}

/** Steps whose name says it all. */
const SELF_EVIDENT: ReadonlySet<DeliveryStep['what']> = new Set(['begun', 'published', 'scheduled']);

/** How it ended: a row per delivery. */
export function printOutcome(deliveries: readonly Delivery[]): string {
  const rows = deliveries.map(({ post, network, place, language, state, note }) => [
    post,
    network,
    place,
    language,
    state,
    state === 'published' ? '' : (note ?? ''),
  ]);
  const published = deliveries.filter(({ state }) => state === 'published').length;
  return `${printTable(['post', 'network', 'place', 'language', 'state', ''], rows)}\n${published} of ${deliveries.length} published`;
}
