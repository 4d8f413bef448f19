import type { Delivery } from '../domain/delivery.ts';
import { InputError } from '../domain/input-error.ts';
import { countStates } from './count-states.ts';
import { WAITING } from './delivery-states.ts';
import type { House } from './house.ts';

export interface CancelRequest {
  /** A delivery's id, a post's id with an occurrence, or a post's id. */
  readonly subject: string;
  /** A numeric Telegram id. */
  readonly admin: string;
  /** Ids of those that the member was shown: whatever came since is left alone. All of the subject unless told. */
  readonly only?: readonly string[];
}

/** What waits under this name; fails with `InputError` where nothing does. */
export async function findToCancel({ ledger }: Pick<House, 'ledger'>, subject: string) {
  const named = await ledger.list({ states: [...WAITING, 'held'], named: subject });
  if (named.length > 0) return named;
  throw new InputError(
    `Nothing that waits is called "${subject}": name a post (may-21/morning) or a delivery as the queue lists it.`,
  );
}

/** Calls off every waiting delivery that the subject names. */
export async function cancelDeliveries(
  house: House,
  { subject, admin, only }: CancelRequest,
): Promise<readonly Delivery[]> {
  const named = (await findToCancel(house, subject)).filter(({ id }) => only?.includes(id) ?? true);
  const cancelled: Delivery[] = [];
  for (const delivery of named) {
    if (await house.desk.cancel(delivery.id, `cancelled by ${admin}`)) cancelled.push(delivery);
  }
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'cancel',
    subject,
    before: countStates(named),
    after: `cancelled: ${cancelled.length}`,
    detail: `${cancelled.length} of ${named.length} deliveries`,
  });
  return cancelled;
}
