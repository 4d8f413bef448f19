import type { Campaign } from '../../domain/campaign.ts';
import type { PlannedDelivery } from '../../domain/ledger.ts';
import { APPROVES, type Roster } from '../../domain/member.ts';
import type { House } from '../house.ts';

/** What is planned, held from the beginning where members have to approve it. */
export function needApproval(
  { approvals }: Pick<House, 'approvals'>,
  planned: readonly PlannedDelivery[],
  { approvals: needed = 0 }: Pick<Campaign, 'approvals'>,
): readonly PlannedDelivery[] {
  if (approvals === undefined || needed === 0) return planned;
  return planned.map(one => ({
    held: { by: 'approval' as const, why: '' },
    ...one,
    approvalsNeeded: needed,
  }));
}

/** At a start: what waits already follows what the campaigns say now. */
export async function followApprovalRules({
  approvals,
  campaigns,
}: Pick<House, 'approvals' | 'campaigns'>): Promise<void> {
  for (const { id, approvals: needed = 0 } of campaigns) await approvals?.require(id, needed);
}

/** The ids of those who may approve at this moment. */
export function approversOf(members: Pick<Roster, 'list'>): readonly string[] {
  return members
    .list()
    .filter(({ role }) => APPROVES.includes(role))
    .map(({ id }) => id);
}
