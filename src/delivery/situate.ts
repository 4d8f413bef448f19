import type { LedgerPart } from '../domain/delivery.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import type { Desk } from './desk.ts';
import type { PartSituation, Situation } from './situation.ts';

/** A delivery to a network or a place that is switched off is looked at again after this. */
const SWITCHED_OFF_MS = 60_000;

/** What the ledger knows of a delivery, as the machine looks at it. */
export function situate(
  desk: Pick<Desk, 'clock' | 'worker' | 'networks' | 'placeOf' | 'inFlight'>,
  record: DeliveryRecord,
  crowded = false,
): Situation {
  const { delivery, lease } = record;
  const now = desk.clock.now();
  const heldBy = record.holds[0]?.kind;
  const leased = lease !== undefined && lease.leftMs > 0 && !isLeft(desk, delivery.id, lease.worker);
  const on = desk.networks.has(delivery.network) && desk.placeOf(delivery.place) !== undefined;
  const openUntil = on ? record.circuit.openUntil : new Date(now.getTime() + SWITCHED_OFF_MS);
  return {
    state: delivery.state,
    now,
    ringAt: delivery.ringAt,
    lateAt: record.lateAt,
    giveUpAt: record.giveUpAt,
    lateByMs: delivery.lateByMs,
    giveUpAfterMs: delivery.giveUpAfterMs,
    begun: record.begun,
    failures: record.failures,
    parts: record.parts.map(partSituation),
    crowded,
    ...(leased ? { leasedUntil: new Date(now.getTime() + lease.leftMs) } : {}),
    ...(heldBy === undefined ? {} : { heldBy }),
    unapproved: record.unapproved,
    stale: record.freshUntil !== undefined && record.freshUntil <= delivery.dueAt,
    ...(openUntil === undefined ? {} : { circuitOpenUntil: openUntil }),
  };
}

/** Is it certain that the worker which has the lease is not at it any more? */
export function isLeft(desk: Pick<Desk, 'worker' | 'inFlight'>, id: string, worker: string): boolean {
  return worker === desk.worker.id ? !desk.inFlight.has(id) : desk.worker.isDead(worker);
}

function partSituation(part: LedgerPart): PartSituation {
  if (part.receipt !== undefined) return 'done';
  return part.intentAt === undefined ? 'open' : 'uncertain';
}
