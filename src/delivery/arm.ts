import type { Alarm } from '../domain/alarm-clock.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Desk } from './desk.ts';

/**
 * Alarms first, then the mark: what is marked scheduled has its alarm. Those of a network that is off have none. With the
 * queue away they stay planned, and a later sweep arms them.
 */
export async function arm(desk: Desk, deliveries: readonly Delivery[]): Promise<void> {
  const horizon = new Date(desk.clock.now().getTime() + desk.times.horizonMs);
  const due = deliveries.filter(({ ringAt }) => ringAt < horizon);
  try {
    await desk.alarms.set(due.filter(({ network }) => desk.networks.has(network)).map(alarmOf));
  } catch (error) {
    return desk.queueWatch.fails(error);
  }
  await desk.queueWatch.works();
  await desk.ledger.markScheduled(due.filter(({ state }) => state === 'planned').map(({ id }) => id));
}

export function alarmOf(delivery: Pick<Delivery, 'id' | 'network' | 'ringAt'>): Alarm {
  return { deliveryId: delivery.id, network: delivery.network, at: delivery.ringAt };
}
