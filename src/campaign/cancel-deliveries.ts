import type { Delivery } from '../domain/delivery.ts';
import { InputError } from '../domain/input-error.ts';
import { countStates } from './count-states.ts';
import { WAITING } from './delivery-states.ts';
import type { House } from './house.ts';

/** Calls off every waiting delivery that the subject names: a delivery, a post's occurrence, or a whole post. */
export async function cancelDeliveries(
  house: House,
  request: { readonly subject: string; readonly admin: string },
): Promise<readonly Delivery[]> {
  const named = await house.ledger.list({ states: [...WAITING, 'held'], named: request.subject });
  if (named.length === 0) {
    throw new InputError(
      `Nothing that waits is called "${request.subject}": name a post (may-21/morning) or a delivery as the queue lists it.`,
    );
  }
  const cancelled: Delivery[] = [];
  for (const delivery of named) {
    if (await house.desk.cancel(delivery.id, `cancelled by ${request.admin}`)) cancelled.push(delivery);
  }
  await house.ledger.audit({
    at: house.now(),
    admin: request.admin,
    action: 'cancel',
    subject: request.subject,
    before: countStates(named),
    after: `cancelled: ${cancelled.length}`,
    detail: `${cancelled.length} of ${named.length} deliveries`,
  });
  return cancelled;
}
