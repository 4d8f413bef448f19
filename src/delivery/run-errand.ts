import type { Woken } from '../domain/alarm-clock.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import type { Desk } from './desk.ts';
import type { Errand } from './errand.ts';
import { type KeptLease, keepLease } from './keep-lease.ts';
import { lookUpPart } from './look-up-part.ts';
import { nextStep } from './next-step.ts';
import type { Outcome } from './outcome.ts';
import { perform } from './perform.ts';
import { pinFirst } from './pin-first.ts';
import { publishPart } from './publish-part.ts';
import { situate } from './situate.ts';
import type { Event, Situation } from './situation.ts';
import { type Transition, transition } from './transition.ts';

const DONE: Woken = { next: 'done' };

/** A second alarm for a delivery that this process is at comes back after this. */
const LOOK_AGAIN_MS = 1_000;

/** Publishes what can be published now, with the lease of the delivery in hand. */
export async function runErrand(desk: Desk, read: DeliveryRecord, stopped: AbortSignal): Promise<Woken> {
  const { id } = read.delivery;
  const network = desk.networks.get(read.delivery.network);
  const place = desk.placeOf(read.delivery.place);
  if (network === undefined || place === undefined) return DONE;
  if (desk.inFlight.has(id))
    return { next: 'again', at: new Date(desk.clock.now().getTime() + LOOK_AGAIN_MS) };
  desk.inFlight.add(id);
  let lease: KeptLease | undefined;
  try {
    const version = await desk.ledger.claim(id, read.version, desk.worker.id, desk.times.leaseMs);
    if (version === undefined) return DONE;
    lease = keepLease(desk, id, version);
    const signal = AbortSignal.any([stopped, lease.signal]);
    // What another worker left may have changed until the claim; nobody else touches what only waited.
    let record =
      read.delivery.state === 'publishing' ? await reread(desk, id, version) : claimed(read, version);
    if (record !== undefined) desk.report({ delivery: record.delivery, what: 'begun', words: 'begins' });
    // Of a call that another worker was at, nobody knows when it ended: not later than now.
    let lastCallAt = read.delivery.state === 'publishing' ? desk.clock.now() : undefined;
    while (record !== undefined) {
      const errand = { record, network, place, lease, signal };
      const woken = await takeStep(desk, { ...errand, ...(lastCallAt && { lastCallAt }) });
      if (woken !== undefined) return woken;
      lastCallAt = desk.clock.now();
      record = await reread(desk, id, version);
    }
    return DONE;
  } finally {
    lease?.stop();
    desk.inFlight.delete(id);
  }
}

function claimed(record: DeliveryRecord, version: number): DeliveryRecord {
  return { ...record, version, delivery: { ...record.delivery, state: 'publishing' } };
}

async function reread(desk: Desk, id: string, version: number): Promise<DeliveryRecord | undefined> {
  const record = await desk.ledger.read(id);
  return record?.version === version ? record : undefined;
}

/** One part: published or looked up. Undefined: there is more to do. */
async function takeStep(desk: Desk, errand: Errand): Promise<Woken | undefined> {
  const situation = situate(desk, errand.record);
  if (errand.signal.aborted) return settle(desk, errand, situation, { event: { name: 'parked' } });
  const step = nextStep(situation, errand.network.repeatable);
  if (step.does === 'finish') {
    return settle(desk, errand, situation, { event: { name: 'nothing left' } });
  }
  const part = errand.record.parts[step.index];
  if (part === undefined) return DONE;
  const does = step.does === 'publish' ? publishPart : lookUpPart;
  return settle(desk, errand, situation, await does(desk, errand, part), step.index);
}

async function settle(
  desk: Desk,
  errand: Errand,
  situation: Situation,
  outcome: Outcome,
  index?: number,
): Promise<Woken | undefined> {
  const { event } = outcome;
  const next = event && transition(situation, event);
  if (event === undefined || next === undefined) return DONE;
  const happening = { ...outcome, event, ...(index === undefined ? {} : { index }) };
  const finish = async () => {
    if (next.to === 'published') await pinFirst(desk, errand, outcome.receipt);
  };
  const change = await perform(desk, errand.record, situation, happening, next, finish);
  if (change === undefined) return DONE;
  if (next.effects.includes('look the part up')) return lookUpRefused(desk, errand, event, index);
  if (next.to === 'publishing') return undefined;
  return change.ringAt === undefined ? DONE : again(errand, event, next, change.ringAt);
}

/** The network refused a call for a part that may be there: as a duplicate, or while an earlier call is open. */
async function lookUpRefused(
  desk: Desk,
  errand: Errand,
  refusal: Event,
  index: number | undefined,
): Promise<Woken | undefined> {
  const record = await desk.ledger.read(errand.record.delivery.id);
  const part = record?.parts[index ?? 0];
  if (record === undefined || part === undefined || record.version !== errand.record.version) return DONE;
  const outcome = await lookUpPart(desk, { ...errand, record }, part, 'settled');
  const { name, at } = outcome.event ?? {};
  const missing = refusal.name === 'duplicate' && (name === 'not found' || name === 'too soon');
  const later = at === undefined ? {} : { at };
  const found = missing
    ? { ...outcome, event: { ...refusal, ...later, name: 'duplicate not found' as const } }
    : outcome;
  return settle(desk, { ...errand, record }, situate(desk, record), found, index);
}

function again({ network }: Errand, event: Event, { effects }: Transition, at: Date): Woken {
  const quiet = effects.includes('quieten the network') && network.rateLimit.perPlace === undefined;
  return { next: 'again', at, ...(quiet && event.at !== undefined ? { quietUntil: event.at } : {}) };
}
