import type { DeliveryChange, DeliveryRecord, WordOnPart } from '../domain/ledger.ts';
import type { Desk } from './desk.ts';
import type { Happening } from './happening.ts';
import { insist } from './insist.ts';
import type { EventName, Situation } from './situation.ts';
import type { Transition } from './transition.ts';

/** What a person's word makes of the part in question. */
const WORDS: Partial<Record<EventName, WordOnPart['is']>> = { 'it is there': 'there', 'send again': 'open' };

/** What is true of the part, before anything else; a person's word on it waits for `move`. */
export async function settlePart(
  desk: Desk,
  id: string,
  { event, index, endedAt, receipt }: Happening,
  { effects }: Transition,
): Promise<void> {
  if (index === undefined || WORDS[event.name] !== undefined) return;
  const { ledger, clock } = desk;
  if (effects.includes('write the receipt') && receipt !== undefined)
    await insist(() => ledger.recordReceipt(id, index, receipt, endedAt), desk.times.insistMs);
  if (effects.includes('take the intent back')) await ledger.clearIntent(id, index, endedAt);
  if (endedAt !== undefined && effects.includes('keep the intent'))
    await ledger.recordNoAnswer(id, index, endedAt, clock.now());
}

/** A person's word on a part and the state that comes of it are one thing. False: somebody else was first. */
export async function move(
  { ledger, clock }: Desk,
  { delivery, version }: DeliveryRecord,
  { state }: Situation,
  { event, index }: Happening,
  { to }: Transition,
  change: DeliveryChange,
): Promise<boolean> {
  const is = WORDS[event.name];
  if (is === undefined || index === undefined) return ledger.move(delivery.id, [state], to, change, version);
  return ledger.settle(delivery.id, [state], to, change, version, { index, is, at: clock.now() });
}
