import { rejectedFor } from '../domain/approval.ts';
import { arm } from './arm.ts';
import { decide } from './decide.ts';
import type { Desk } from './desk.ts';
import { ringDelivery } from './ring-delivery.ts';
import { isLeft } from './situate.ts';

/** So many are armed in one go. */
const BATCH = 1000;

/** The longest window that a network counts in, and an hour more. */
const COUNTED_MS = 25 * 60 * 60_000;

/** What is due this soon has its alarm set again at every sweep, in case the queue lost it. */
const SOON_MS = 30_000;

/**
 * Makes the queue agree with the ledger: arms what has no alarm, recovers what a dead worker left behind, lets go what
 * nothing holds any more. `thorough` at a start, when the queue may have lost everything.
 */
export async function sweep(desk: Desk, thorough: boolean, signal: AbortSignal): Promise<void> {
  if (thorough) await desk.ledger.forgetCalls(COUNTED_MS);
  await letGo(desk);
  await recover(desk, signal);
  const now = desk.clock.now().getTime();
  const horizon = new Date(now + desk.times.horizonMs);
  await armWaiting(desk, 'planned', horizon, signal);
  await armWaiting(desk, 'scheduled', thorough ? horizon : new Date(now + SOON_MS), signal);
}

async function armWaiting(
  desk: Desk,
  state: 'planned' | 'scheduled',
  ringBefore: Date,
  signal: AbortSignal,
): Promise<void> {
  for (let offset = 0; !signal.aborted; offset += BATCH) {
    const first = state === 'planned' ? 0 : offset;
    const batch = await desk.ledger.list({ states: [state], ringBefore, limit: BATCH, offset: first });
    await arm(desk, batch);
    for (const { id } of batch.filter(delivery => !desk.networks.has(delivery.network))) {
      await ringDelivery(desk, { deliveryId: id }, signal);
    }
    if (batch.length < BATCH) return;
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
