import type { DeliveryState } from '../domain/delivery.ts';

/** States from which a delivery still goes out by itself. */
export const WAITING: readonly DeliveryState[] = ['planned', 'scheduled', 'publishing'];

/** States that want a person's look. */
export const TROUBLED: readonly DeliveryState[] = ['failed', 'unknown', 'held', 'missed'];

/** States in which a delivery has not ended yet: what the queue lists. */
export const OPEN: readonly DeliveryState[] = [...WAITING, 'held', 'unknown'];

/** States of what is over: what the history lists. */
export const OVER: readonly DeliveryState[] = ['published', 'withdrawn', 'failed', 'missed', 'cancelled'];
