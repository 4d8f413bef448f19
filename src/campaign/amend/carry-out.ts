import type { Amendment } from '../../domain/amendment.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { House } from '../house.ts';
import { type AmendedDelivery, reportAmendment } from './amend-report.ts';
import { sayHalt } from './say-halt.ts';

/**
 * Makes the steps of a correction that are not made yet; on record as asked for by `admin`. What people have stopped stays
 * as it is: `goesOn` says whether somebody comes back to it by itself.
 */
export async function carryOut(
  house: House,
  admin: string,
  delivery: Delivery,
  amendment: Amendment,
  { signal, goesOn = false }: { readonly signal: AbortSignal; readonly goesOn?: boolean },
): Promise<AmendedDelivery> {
  const reportOf = (known: Amendment) =>
    reportAmendment(delivery, known, house.networks.get(delivery.network));
  const halt = await house.amendments.heldBy(delivery.id);
  if (halt !== undefined) return { ...reportOf(amendment), faults: [sayHalt(halt, { goesOn })] };
  const after = reportOf(await house.amend(amendment, signal));
  const report = after.done ? after : await sayWhatHolds(house, after, goesOn);
  const { made, of } = report.steps;
  const detail = [`${report.did}: ${made} of ${of} steps`, ...report.faults].join('; ');
  const states = {
    before: `${delivery.state}, as it was`,
    after: `${delivery.state}, ${report.done ? 'corrected' : 'in part corrected'}`,
  };
  const entry = { at: house.now(), admin, action: 'correct', subject: delivery.id, ...states, detail };
  await house.ledger.audit(entry);
  return report;
}

/** It may have been stopped between two of its steps. What failed is asked for again by a person. */
async function sayWhatHolds(
  house: House,
  report: AmendedDelivery,
  goesOn: boolean,
): Promise<AmendedDelivery> {
  const halt = await house.amendments.heldBy(report.id);
  if (halt === undefined) return report;
  const says = sayHalt(halt, { goesOn: goesOn && report.faults.length === 0 });
  return { ...report, faults: [...report.faults, says] };
}
