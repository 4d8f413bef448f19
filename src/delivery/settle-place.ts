import type { HoldKind, HoldScope } from '../domain/hold.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import type { Desk } from './desk.ts';
import { noteIncident } from './note-incident.ts';
import { circuitOpenUntil } from './pace.ts';
import type { Event, Situation } from './situation.ts';
import type { Transition } from './transition.ts';
import { campaignOf } from './watch-crowd.ts';

/** What a transition makes of the place, the network or the campaign of a delivery. */
export async function settlePlace(
  desk: Desk,
  { delivery, circuit }: DeliveryRecord,
  { now }: Situation,
  event: Event,
  { effects }: Transition,
): Promise<void> {
  const { ledger } = desk;
  const hold = (scope: HoldScope, kind: HoldKind, otherwise: string) =>
    ledger.hold({ scope, kind, why: event.words ?? otherwise, by: 'system', since: now });
  if (effects.includes('stop the place')) {
    await hold(`place ${delivery.place}`, 'credentials', 'the credentials are not taken any more');
  }
  if (effects.includes('hold the network')) {
    await hold(`network ${delivery.network}`, 'budget', 'it would cost more than its budget');
  }
  if (effects.includes('hold the campaign')) {
    const otherwise = 'more is about to go out in an hour than the campaign allows';
    await hold(`campaign ${campaignOf(delivery)}`, 'too many', otherwise);
  }
  if (effects.includes('count the failure')) {
    const failures = circuit.failures + 1;
    const openUntil = circuitOpenUntil(failures, now);
    await ledger.recordCircuit(delivery.place, {
      failures,
      ...(openUntil === undefined ? {} : { openUntil }),
    });
    if (openUntil !== undefined) {
      const why = `${failures} failures in a row; the last: ${event.words ?? event.name}`;
      await noteIncident(desk, book => book.raise({ kind: 'place', subject: delivery.place, why }));
    }
  }
  if (effects.includes('write the receipt') && circuit.failures > 0) {
    await ledger.recordCircuit(delivery.place, undefined);
    await noteIncident(desk, book => book.clear('place', delivery.place));
  }
}
