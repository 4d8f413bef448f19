import { rejectedFor } from '../domain/approval.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { NetworkName } from '../domain/place.ts';
import { arm } from './arm.ts';
import { decide } from './decide.ts';
import type { Desk } from './desk.ts';
import { ringDelivery } from './ring-delivery.ts';
import { isLeft } from './situate.ts';

/** Of each network the next so many have their alarms; what is due behind them waits in the ledger alone, however much it is. */
const ALARMS_OF_A_NETWORK = 2_000;

const WAITING: readonly DeliveryState[] = ['planned', 'scheduled'];

/**
 * Makes the queue agree with the ledger: arms what has no alarm, recovers what a dead worker left behind, lets go what
 * nothing holds any more. `thorough` at a start, when the queue may have lost everything.
 */
export async function sweep(desk: Desk, thorough: boolean, signal: AbortSignal): Promise<void> {
  await letGo(desk);
  await recover(desk, signal);
  await armNext(desk, thorough);
  await ringSwitchedOff(desk, signal);
}

/** Of what is due by the next sweep the alarm is set again, in case the queue lost it. */
async function armNext(desk: Desk, thorough: boolean): Promise<void> {
  const now = desk.clock.now().getTime();
  const soon = new Date(now + (thorough ? desk.times.horizonMs : 2 * desk.times.sweepMs));
  const next = await Promise.all([...desk.networks.keys()].map(network => listNext(desk, network)));
  await arm(
    desk,
    next.flat().filter(({ state, ringAt }) => state === 'planned' || ringAt < soon),
  );
}

function listNext(desk: Desk, network: NetworkName): Promise<readonly Delivery[]> {
  const ringBefore = new Date(desk.clock.now().getTime() + desk.times.horizonMs);
  return desk.ledger.list({ states: WAITING, network, ringBefore, limit: ALARMS_OF_A_NETWORK });
}

/** Nobody else rings what goes to a network that is off. */
async function ringSwitchedOff(desk: Desk, signal: AbortSignal): Promise<void> {
  const waiting = await desk.ledger.waitingNetworks();
  for (const network of waiting.filter(name => !desk.networks.has(name))) {
    const off = await listNext(desk, network);
    await arm(desk, off);
    for (const { id } of off) {
      if (!signal.aborted) await ringDelivery(desk, { deliveryId: id }, signal);
    }
  }
}

/** Deliveries whose worker is gone are taken over here and now: their alarms may be stuck with it. */
async function recover(desk: Desk, signal: AbortSignal): Promise<void> {
  const leased = await desk.ledger.leased();
  const left = leased.filter(({ id, lease }) => lease.leftMs <= 0 || isLeft(desk, id, lease.worker));
  await Promise.all(
    left.map(async ({ id, network }) => {
      const woken = await ringDelivery(desk, { deliveryId: id }, signal);
      if (woken.next === 'again') await desk.alarms.set([{ deliveryId: id, network, at: woken.at }]);
    }),
  );
}

/** A crash between lifting a hold and letting go what it held would leave that held for ever. */
async function letGo(desk: Desk): Promise<void> {
  await liftOldBudgets(desk);
  await keepApprovals(desk);
  for (const { id } of await desk.ledger.releasable()) await decide(desk, id, { name: 'released' });
}

/** What lacks approvals waits for them; what waited in vain is missed, and is not sent later by itself. */
async function keepApprovals(desk: Desk): Promise<void> {
  if (desk.approvals === undefined) return;
  const now = desk.clock.now();
  await desk.approvals.renew(now);
  for (const { id, rejected } of await desk.approvals.ended(now)) {
    const event =
      rejected === undefined
        ? { name: 'lapsed' as const, words: LAPSED }
        : { name: 'cancelled' as const, words: rejectedFor(rejected) };
    await decide(desk, id, event);
  }
}

const LAPSED = 'its time came and went, and it was not approved';

async function liftOldBudgets({ ledger, budgets }: Desk): Promise<void> {
  if (budgets === undefined) return;
  const held = (await ledger.holds()).filter(({ kind }) => kind === 'budget');
  for (const hold of held.filter(budgets.isOver)) await ledger.lift(hold.scope, hold.kind);
}
