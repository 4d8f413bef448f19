import type { Receipt } from '../domain/network.ts';
import type { Desk } from './desk.ts';
import type { Errand } from './errand.ts';
import { noteIncident } from './note-incident.ts';

/** Shorter than what a bot has that is asked to end: it pins what it has published. */
const PIN_MS = 5_000;

/**
 * Pins the first part where the campaign wants it and the network can. Pinning twice is harmless, so a crash before the
 * delivery is marked published does it again; a pin that fails holds up nothing, and the admins are told.
 */
export async function pinFirst(desk: Desk, errand: Errand, newest: Receipt | undefined): Promise<void> {
  const { record, network, place } = errand;
  const [first] = record.parts;
  if (first?.part.options.pin !== true || network.pin === undefined) return;
  const receipt = first.receipt ?? newest;
  const subject = record.delivery.id;
  try {
    if (receipt === undefined || receipt.id === '') throw new Error(UNKNOWN);
    await network.pin(receipt, { place, signal: AbortSignal.timeout(PIN_MS) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    desk.log.warn('a post could not be pinned', { delivery: subject, error: why });
    await noteIncident(desk, book => book.raise({ kind: 'pin', subject, why }));
  }
}

const UNKNOWN = 'an admin vouched for the post, so the bot does not know which one it is';
