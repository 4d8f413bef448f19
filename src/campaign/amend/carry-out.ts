import type { Amendment } from '../../domain/amendment.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Hold } from '../../domain/hold.ts';
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
  amendment: Parameters<House['amend']>[0],
  { signal, goesOn = false }: { readonly signal: AbortSignal; readonly goesOn?: boolean },
): Promise<AmendedDelivery> {
  const network = house.networks.get(delivery.network);
  const halt = await house.amendments.heldBy(delivery.id);
  if (halt !== undefined) return halted(reportAmendment(delivery, amendment, network), halt, goesOn);
  const report = await haltedMeanwhile(house, delivery, await house.amend(amendment, signal), goesOn);
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

/** Between two of its steps. */
async function haltedMeanwhile(
  house: House,
  delivery: Delivery,
  after: Amendment,
  goesOn: boolean,
): Promise<AmendedDelivery> {
  const report = reportAmendment(delivery, after, house.networks.get(delivery.network));
  if (report.done) return report;
  const halt = await house.amendments.heldBy(delivery.id);
  if (halt === undefined) return report;
  // What failed is asked for again by a person.
  const says = sayHalt(halt, { goesOn: goesOn && report.faults.length === 0 });
  return { ...report, faults: [...report.faults, says] };
}

function halted(report: AmendedDelivery, halt: Hold, goesOn: boolean): AmendedDelivery {
  return { ...report, faults: [sayHalt(halt, { goesOn })] };
}
