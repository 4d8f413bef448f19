import type { Receipt } from '../domain/network.ts';
import type { Desk } from './desk.ts';
import type { Errand } from './errand.ts';

/**
 * Pins the first part where the campaign wants it and the network can. Pinning twice is harmless, so a crash before the
 * delivery is marked published does it again; a pin that fails holds up nothing.
 */
export async function pinFirst(desk: Desk, errand: Errand, newest: Receipt | undefined): Promise<void> {
  const [first] = errand.record.parts;
  const receipt = first?.receipt ?? newest;
  const wanted = first?.part.options.pin === true;
  if (!wanted || receipt === undefined || receipt.id === '' || errand.network.pin === undefined) return;
  const signal = AbortSignal.any([errand.signal, AbortSignal.timeout(desk.times.callMs)]);
  await errand.network.pin(receipt, { place: errand.place, signal }).catch((error: Error) => {
    desk.log.warn('a post could not be pinned', {
      delivery: errand.record.delivery.id,
      error: error.message,
    });
  });
}
