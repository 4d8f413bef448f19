import { setTimeout as sleep } from 'node:timers/promises';
import type { Amendment, PlannedStep } from '../../domain/amendment.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { standingPosts } from '../../domain/standing-posts.ts';
import { countStates } from '../count-states.ts';
import type { House } from '../house.ts';
import {
  type AmendedDelivery,
  type AmendReport,
  reportAmendment,
  reportWithoutSteps,
} from './amend-report.ts';
import { chooseDeliveries } from './choose-deliveries.ts';

export interface WithdrawRequest {
  readonly post: string;
  /** The newest that is out unless told; `all`. */
  readonly occurrence?: string;
  /** A numeric Telegram id, or `system`. */
  readonly admin: string;
}

/** What a worker is at is waited for so long. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 500;

const STANDSTILL: readonly Delivery['state'][] = ['published', 'failed', 'cancelled', 'withdrawn'];

/**
 * Takes a post down everywhere: what waits is called off first, then every part that is out is removed, the last one first,
 * and corrections with them. Asked again, it goes on where it stopped.
 */
export async function withdrawPost(
  house: House,
  { post, occurrence, admin }: WithdrawRequest,
  signal: AbortSignal,
): Promise<AmendReport> {
  const deliveries = await chooseDeliveries(house, post, occurrence);
  const occurrences = [...new Set(deliveries.map(delivery => delivery.occurrence))];
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'withdraw',
    subject: post,
    before: countStates(deliveries),
    after: 'to be withdrawn',
    detail: occurrences.join(', '),
  });
  // First nothing more of it may go out anywhere.
  const still = await Promise.all(deliveries.map(delivery => callOff(house, delivery, admin, signal)));
  const rows = await Promise.all(still.map(delivery => withdraw(house, delivery, admin, signal)));
  return { post, occurrences, deliveries: rows };
}

async function callOff(
  house: House,
  delivery: Delivery,
  admin: string,
  signal: AbortSignal,
): Promise<Delivery> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = (await house.ledger.read(delivery.id))?.delivery ?? delivery;
    if (STANDSTILL.includes(now.state)) return now;
    if (now.state !== 'publishing') await house.desk.cancel(delivery.id, `withdrawn by ${admin}`);
    else if (signal.aborted || performance.now() > deadline) return now;
    else await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}

async function withdraw(
  house: House,
  delivery: Delivery,
  admin: string,
  signal: AbortSignal,
): Promise<AmendedDelivery> {
  if (!STANDSTILL.includes(delivery.state)) {
    return reportWithoutSteps(
      delivery,
      'withdrawn',
      'it is going out at this moment: withdraw it again in a minute',
    );
  }
  const amendment = await beginWithdrawal(house, delivery, admin);
  if (amendment === undefined) {
    if (delivery.state === 'withdrawn') return reportWithoutSteps(delivery, 'nothing to do');
    return reportWithoutSteps(delivery, 'called off');
  }
  const after = await house.amend(amendment, signal);
  const report = reportAmendment(delivery, after, house.networks.get(delivery.network));
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'withdraw',
    subject: delivery.id,
    before: delivery.state,
    after: report.done ? 'withdrawn' : `${delivery.state}, in part withdrawn`,
    detail: [`${report.steps.made} of ${report.steps.of} posts taken down`, ...report.faults].join('; '),
  });
  if (report.done) await house.desk.withdrawn(delivery.id, `withdrawn by ${admin}`);
  return report;
}

/** One that was cut short goes on; undefined where nothing is out. */
async function beginWithdrawal(
  house: House,
  { id }: Delivery,
  admin: string,
): Promise<Amendment | undefined> {
  const known = await house.amendments.list(id);
  const last = known.at(-1);
  if (last?.kind === 'withdraw' && !last.ended) return last;
  const parts = (await house.ledger.read(id))?.parts ?? [];
  const steps: readonly PlannedStep[] = standingPosts(parts, known)
    .toReversed()
    .map(({ part, target }) => ({ does: 'remove', part, target }));
  if (steps.length === 0) return undefined;
  return house.amendments.begin({
    delivery: id,
    kind: 'withdraw',
    admin,
    at: house.now(),
    thread: {},
    steps,
  });
}
