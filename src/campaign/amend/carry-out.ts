import type { Delivery } from '../../domain/delivery.ts';
import type { House } from '../house.ts';
import { type AmendedDelivery, reportAmendment } from './amend-report.ts';

/** Makes the steps of a correction that are not made yet; on record as asked for by `admin`. */
export async function carryOut(
  house: House,
  admin: string,
  delivery: Delivery,
  amendment: Parameters<House['amend']>[0],
  signal: AbortSignal,
): Promise<AmendedDelivery> {
  const after = await house.amend(amendment, signal);
  const report = reportAmendment(delivery, after, house.networks.get(delivery.network));
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
