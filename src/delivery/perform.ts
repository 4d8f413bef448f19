import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryChange, DeliveryRecord } from '../domain/ledger.ts';
import { changeOf } from './change-of.ts';
import { credibleAllowances } from './credible-allowances.ts';
import { describeStep } from './describe-step.ts';
import type { Desk } from './desk.ts';
import type { Happening } from './happening.ts';
import { noteQuestion } from './note-question.ts';
import { noteOpenFate, noteRemains } from './note-remains.ts';
import { move, settlePart } from './settle-part.ts';
import { settlePlace } from './settle-place.ts';
import type { Situation } from './situation.ts';
import type { Transition } from './transition.ts';

/**
 * Does what a transition asks for, in the order that no crash can tear apart: what is true of the part, then what keeps
 * the place from being called again, then what else has to be done first, then the delivery's state. Undefined: somebody
 * else has the delivery now.
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
