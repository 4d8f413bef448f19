import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Place } from '../../domain/place.ts';

/** The channel as the Bot API takes it: `@name`, or its id as a number. */
export function chatOf(place: Place): number | string {
  if (place.address !== undefined) return chatId(place.address);
  const message = `The place ${place.id} has no address: give the channel's @name or its id.`;
  throw new DeliveryError(message, { kind: 'rejected', reason: 'gone' });
}

export function chatId(address: string): number | string {
  return /^-?\d+$/.test(address) ? Number(address) : address;
}
