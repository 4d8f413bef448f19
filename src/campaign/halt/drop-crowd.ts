import type { Delivery } from '../../domain/delivery.ts';
import type { HoldScope } from '../../domain/hold.ts';
import { InputError } from '../../domain/input-error.ts';
import { countStates } from '../count-states.ts';
import type { HaltDesk } from './halt-use-cases.ts';

const HOUR_MS = 3_600_000;

/** What would have gone out within the hour: held because it was too much, or about to be. */
export async function listCrowd({ ledger, now }: HaltDesk, campaign: string): Promise<readonly Delivery[]> {
  const dueBefore = new Date(now().getTime() + HOUR_MS);
  const held = await ledger.list({ states: ['held'], heldBy: 'too many' });
  const waiting = await ledger.list({ states: ['planned', 'scheduled'], dueBefore });
  return [...held, ...waiting].filter(({ post }) => post.startsWith(`${campaign}/`));
}

/** Calls off the crowd that a campaign is held for, then lets the campaign go on. */
export async function dropCrowd(
  house: HaltDesk,
  { campaign, admin }: { readonly campaign: string; readonly admin: string },
): Promise<number> {
  const scope: HoldScope = `campaign ${campaign}`;
  const holds = await house.ledger.holds();
  if (!holds.some(hold => hold.scope === scope && hold.kind === 'too many')) {
    throw new InputError(`${campaign} is not held for being too much: look at the status.`, {
      key: 'noCrowd',
      values: { name: campaign },
    });
  }
  const crowd = await listCrowd(house, campaign);
  const cancelled = await Promise.all(crowd.map(({ id }) => house.desk.cancel(id, `dropped by ${admin}`)));
  const count = cancelled.filter(Boolean).length;
  const detail = `${count} of ${crowd.length} deliveries`;
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'drop',
    subject: scope,
    before: countStates(crowd),
    after: `cancelled: ${count}`,
    detail,
  });
  await house.desk.lift(scope, 'too many');
  return count;
}
