import type { Delivery } from '../../domain/delivery.ts';
import type { Hold } from '../../domain/hold.ts';
import type { ReadyCheck } from '../../domain/readiness.ts';
import type { PlanRow } from '../show-plan.ts';
import type { ReadyHouse, ReadyPlan } from './ready-house.ts';

/** What of it is stopped, paused, held, called off or ended already. */
export async function checkState(house: ReadyHouse, { rows }: ReadyPlan): Promise<readonly ReadyCheck[]> {
  const holds = (await house.ledger.holds()).filter(hold => rows.some(row => covers(hold, row)));
  const occurrences = [...new Set(rows.map(({ occurrence }) => occurrence))];
  const known = await Promise.all(occurrences.map(occurrence => house.ledger.list({ occurrence })));
  const ids = new Set(rows.map(({ id }) => id));
  const faults = [
    ...holds.map(describeHold),
    ...approvalsToCome(house, rows),
    ...known.flat().flatMap(delivery => (ids.has(delivery.id) ? describeState(delivery) : [])),
  ];
  if (faults.length > 0) return faults;
  const planned = rows.filter(({ state }) => state !== 'to come').length;
  const words = `${planned} planned, ${rows.length - planned} to come by the calendar; nothing is stopped or held`;
  return [{ kind: 'state', verdict: 'good', words }];
}

/** What is not planned yet waits for its approvals when it is. */
function approvalsToCome({ campaigns }: ReadyHouse, rows: readonly PlanRow[]): readonly ReadyCheck[] {
  return campaigns.flatMap(({ id, approvals = 0 }): readonly ReadyCheck[] => {
    const waits = rows.some(({ post, state }) => state === 'to come' && post.startsWith(`${id}/`));
    if (approvals === 0 || !waits) return [];
    const words = `what is to come by the calendar will need ${approvals} approvals, and is shown to approvers two days ahead`;
    return [{ kind: 'state', subject: id, verdict: 'doubtful', words }];
  });
}

function covers({ scope }: Hold, { post, network, place }: PlanRow): boolean {
  const [campaign] = post.split('/');
  return [`network ${network}`, `place ${place}`, `campaign ${campaign}`, 'all'].includes(scope);
}

function describeHold({ scope, kind, why }: Hold): ReadyCheck {
  const subject = scope === 'all' ? 'everything' : scope;
  return { kind: 'state', subject, verdict: 'bad', words: `${kind}: ${why}; /resume lets it go on` };
}

function describeState({ id, state, note = '' }: Delivery): readonly ReadyCheck[] {
  const check = { kind: 'state', subject: id } as const;
  switch (state) {
    case 'held':
      return [{ ...check, verdict: 'bad', words: `is held: ${note}` }];
    case 'failed':
    case 'unknown':
    case 'missed':
      return [{ ...check, verdict: 'bad', words: `${state}: ${note}` }];
    case 'cancelled':
      return [{ ...check, verdict: 'doubtful', words: `is called off: ${note}` }];
    default:
      return [];
  }
}
