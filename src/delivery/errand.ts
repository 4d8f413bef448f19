import type { DeliveryRecord } from '../domain/ledger.ts';
import type { Network, Receipt } from '../domain/network.ts';
import type { Place } from '../domain/place.ts';
import type { KeptLease } from './keep-lease.ts';

/** A delivery that this worker has the lease of. */
export interface Errand {
  readonly record: DeliveryRecord;
  readonly network: Network;
  readonly place: Place;
  readonly lease: KeptLease;
  /** When the last call ended, or its worker was found gone. What it brought may arrive a moment later still. */
  readonly lastCallAt?: Date;
  /** Aborts when the worker is asked to stop or the lease is lost. */
  readonly signal: AbortSignal;
}

/** The receipts that a part answers to. One that an admin vouched for has no id, and nothing can answer to it. */
export function threadOf(record: DeliveryRecord, index: number): { replyTo?: Receipt; root?: Receipt } {
  const known = record.parts
    .slice(0, index)
    .flatMap(({ receipt }) => (receipt === undefined || receipt.id === '' ? [] : [receipt]));
  const [root] = known;
  const replyTo = known.at(-1);
  return { ...(root === undefined ? {} : { root }), ...(replyTo === undefined ? {} : { replyTo }) };
}
