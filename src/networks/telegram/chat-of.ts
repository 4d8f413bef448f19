import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Place } from '../../domain/place.ts';

/** The channel's `@name` or id as the Bot API takes it. */
export function chatOf(place: Place): string {
  if (place.address !== undefined) return place.address;
  const message = `The place ${place.id} has no address: give the channel's @name or its id.`;
  throw new DeliveryError(message, { kind: 'rejected', reason: 'gone' });
}
