import type { Delivery } from '../domain/delivery.ts';

/** `scheduled: 3, held: 1`, for the audit. */
export function countStates(deliveries: readonly Pick<Delivery, 'state'>[]): string {
  const states = Map.groupBy(deliveries, ({ state }) => state);
  return [...states].map(([state, group]) => `${state}: ${group.length}`).join(', ') || 'none';
}
