import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryChange, DeliveryRecord, WordOnPart } from '../domain/ledger.ts';
import type { Allowance, Receipt } from '../domain/network.ts';
import { changeOf } from './change-of.ts';
import { credibleAllowances } from './credible-allowances.ts';
import { describeStep } from './describe-step.ts';
import type { Desk } from './desk.ts';
import { insist } from './insist.ts';
import { noteIncident } from './note-incident.ts';
import { noteQuestion } from './note-question.ts';
import { noteOpenFate, noteRemains } from './note-remains.ts';
import { circuitOpenUntil } from './pace.ts';
import type { Event, EventName, Situation } from './situation.ts';
import type { Transition } from './transition.ts';
import { campaignOf } from './watch-crowd.ts';

/** An event with the part it is about. */
export interface Happening {
  readonly event: Event;
  readonly index?: number;
  /** Given where a call that publishes was made: when it was over, by `performance.now()`. */
  readonly endedAt?: number;
  readonly receipt?: Receipt;
  /** What the network said is left of its windows. */
  readonly allowances?: readonly Allowance[];
}

/**
 * Does what a transition asks for, in the order that no crash can tear apart: what is true of the part, then what keeps
 * the place from being called again, then what else has to be done first, then the delivery's state. Undefined: somebody else has the delivery now.
 */
export async function perform(
  desk: Desk,
  record: DeliveryRecord,
  situation: Situation,
  happening: Happening,
  transition: Transition,
  beforeMove: () => Promise<void> = async () => {},
): Promise<DeliveryChange | undefined> {
  const { event } = happening;
  await settlePart(desk, record.delivery.id, happening, transition);
  const allowances = credibleAllowances(happening.allowances ?? []);
  const { endedAt } = happening;
  if (allowances.length > 0) await desk.ledger.recordAllowances(record.delivery.network, allowances, endedAt);
  await settlePlace(desk, record, situation, event, transition);
  await beforeMove();
  const decided = changeOf(situation, event, transition, desk.dice);
  const change = noted(record, happening, transition, decided);
  const stays = transition.to === 'publishing';
  if (!stays && !(await move(desk, record, situation, happening, transition, change))) return undefined;
  reportStep(desk, record, happening, transition, change.ringAt);
  return change;
}

/** A person's word on a part and the state that comes of it are one thing. False: somebody else was first. */
async function move(
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

/** What a person's word makes of the part in question. */
const WORDS: Partial<Record<EventName, WordOnPart['is']>> = { 'it is there': 'there', 'send again': 'open' };

/** Whoever is told about a thread has to know which part is meant, and how much of it is out. */
function noted(
  record: DeliveryRecord,
  { index }: Happening,
  { to }: Transition,
  change: DeliveryChange,
): DeliveryChange {
  if (to === 'unknown') return noteQuestion(record, index, change);
  if (to === 'cancelled') return noteRemains(record, noteOpenFate(record, change));
  return to === 'failed' ? noteRemains(record, change) : change;
}

async function settlePart(
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

async function settlePlace(
  desk: Desk,
  { delivery, circuit }: DeliveryRecord,
  { now }: Situation,
  event: Event,
  { effects }: Transition,
): Promise<void> {
  const { ledger } = desk;
  if (effects.includes('stop the place')) {
    const why = event.words ?? 'the credentials are not taken any more';
    await ledger.hold({
      scope: `place ${delivery.place}`,
      kind: 'credentials',
      why,
      by: 'system',
      since: now,
    });
  }
  if (effects.includes('hold the network')) {
    const why = event.words ?? 'it would cost more than its budget';
    await ledger.hold({
      scope: `network ${delivery.network}`,
      kind: 'budget',
      why,
      by: 'system',
      since: now,
    });
  }
  if (effects.includes('hold the campaign')) {
    const campaign = campaignOf(delivery);
    const why = event.words ?? 'more is about to go out in an hour than the campaign allows';
    await ledger.hold({ scope: `campaign ${campaign}`, kind: 'too many', why, by: 'system', since: now });
  }
  if (effects.includes('count the failure')) {
    const failures = circuit.failures + 1;
    const openUntil = circuitOpenUntil(failures, now);
    await ledger.recordCircuit(delivery.place, {
      failures,
      ...(openUntil === undefined ? {} : { openUntil }),
    });
    if (openUntil !== undefined) {
      const why = `${failures} failures in a row; the last: ${event.words ?? event.name}`;
      await noteIncident(desk, book => book.raise({ kind: 'place', subject: delivery.place, why }));
    }
  }
  if (effects.includes('write the receipt') && circuit.failures > 0) {
    await ledger.recordCircuit(delivery.place, undefined);
    await noteIncident(desk, book => book.clear('place', delivery.place));
  }
}

function reportStep(
  desk: Desk,
  record: DeliveryRecord,
  { event, index, receipt }: Happening,
  transition: Transition,
  ringAt: Date | undefined,
): void {
  const now = desk.clock.now();
  const delivery: Delivery = {
    ...record.delivery,
    state: transition.to,
    ...(ringAt === undefined ? {} : { ringAt }),
    ...(event.words === undefined ? {} : { note: event.words }),
    ...(transition.to === 'published' ? { publishedAt: now } : {}),
  };
  const step = describeStep({
    delivery,
    event,
    transition,
    ...(index === undefined ? {} : { part: { number: index + 1, of: record.parts.length } }),
    ...(receipt === undefined ? {} : { receipt }),
  });
  if (step !== undefined) desk.report(step);
}
