import type { Alarm, Woken } from '../domain/alarm-clock.ts';
import { describeStale, isStale } from '../domain/figure-age.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import type { Desk } from './desk.ts';
import { perform } from './perform.ts';
import { runErrand } from './run-errand.ts';
import { situate } from './situate.ts';
import type { Event, Situation } from './situation.ts';
import { type Transition, transition } from './transition.ts';

const DONE: Woken = { next: 'done' };

/** Why a delivery that has not begun would cost too much. */
async function refusedByBudget(
  { budgets }: Desk,
  { delivery, parts }: DeliveryRecord,
): Promise<string | undefined> {
  return budgets?.refusal(
    delivery.network,
    parts.map(({ part }) => part),
  );
}

/** Brings one due delivery as far as it goes now. A late alarm for what is over does nothing. */
export async function ringDelivery(
  desk: Desk,
  alarm: Pick<Alarm, 'deliveryId'>,
  signal: AbortSignal,
): Promise<Woken> {
  const record = await desk.ledger.read(alarm.deliveryId);
  if (record === undefined) return DONE;
  const waiting = record.delivery.state === 'planned' || record.delivery.state === 'scheduled';
  const overBudget = waiting && !record.begun ? await refusedByBudget(desk, record) : undefined;
  const crowded = waiting && (await desk.isCrowded(record.delivery));
  const situation = { ...situate(desk, record, crowded), overBudget: overBudget !== undefined };
  const rung = transition(situation, { name: 'rings' });
  if (rung === undefined) return DONE;
  if (rung.effects.includes('take the lease')) return runErrand(desk, record, signal);
  if (rung.to !== situation.state) {
    const why = rung.effects.includes('wait for fresh figures')
      ? await whyStale(desk, record)
      : whyRung(record, rung, overBudget);
    const event: Event = { name: 'rings', ...why };
    await perform(desk, record, situation, { event }, rung);
    return DONE;
  }
  return rung.effects.includes('ring again') ? { next: 'again', at: whenToLook(situation) } : DONE;
}

/** Why a delivery ends without being tried, in words for admins. */
function whyRung(
  { delivery, holds }: DeliveryRecord,
  { to, effects }: Transition,
  overBudget: string | undefined,
): { words?: string } {
  if (effects.includes('hold the network') && overBudget !== undefined) return { words: overBudget };
  const minutes = (ms: number) => `${Math.round(ms / 60_000)} minutes`;
  if (to === 'held') return holds[0] === undefined ? {} : { words: holds[0].why };
  if (to === 'missed') {
    return {
      words: `it was due at ${delivery.dueAt.toISOString()} and may be ${minutes(delivery.lateByMs)} late at most`,
    };
  }
  const last = delivery.note === undefined ? '' : `; the last fault: ${delivery.note}`;
  return { words: `it could not be published within ${minutes(delivery.giveUpAfterMs)}${last}` };
}

/** Names the figures, so that the admins know what to ask after. */
async function whyStale(desk: Desk, { delivery }: DeliveryRecord): Promise<{ words?: string }> {
  const { post, occurrence, language, dueAt } = delivery;
  const frozen = await desk.ledger.frozenPost(occurrence, post, language);
  const stale = frozen?.figures.filter(figure => isStale(figure, dueAt)) ?? [];
  return stale.length === 0 ? {} : { words: describeStale(stale) };
}

/** Too early, leased or resting: whichever ends last. */
function whenToLook({ now, ringAt, leasedUntil, circuitOpenUntil }: Situation): Date {
  const times = [now, ringAt, leasedUntil ?? now, circuitOpenUntil ?? now];
  return new Date(Math.max(...times.map(time => time.getTime())));
}
