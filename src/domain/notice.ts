import type { Delivery } from './delivery.ts';
import type { Hold } from './hold.ts';

/**
 * Something that the admins have to hear of once: a delivery that ended without being published or that asks what to do,
 * or a hold that the house itself has set.
 */
export type Notice =
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly version: number }
  | { readonly kind: 'hold'; readonly hold: Hold };
