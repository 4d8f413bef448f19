import type { PlannedAmendment } from '../../domain/amendment.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Post } from '../../domain/post.ts';
import type { House } from '../house.ts';
import { type AmendedDelivery, reportWithoutSteps } from './amend-report.ts';

export interface Proposal {
  readonly delivery: Delivery;
  readonly amendment: PlannedAmendment;
}

interface Asking {
  readonly admin: string;
  readonly needed: number;
  readonly posts: readonly Post[];
}

/** Others have to approve it: it is written down, one correction for each time of the post, and nothing is said yet. */
export async function proposeCorrections(
  house: House,
  { admin, needed, posts }: Asking,
  proposals: readonly Proposal[],
): Promise<readonly AmendedDelivery[]> {
  const rows: AmendedDelivery[] = [];
  for (const group of Map.groupBy(proposals, ({ delivery }) => delivery.occurrence).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { post, occurrence } = first.delivery;
    const at = house.now();
    const lateAt = new Date(at.getTime() + Math.max(...group.map(({ delivery }) => delivery.lateByMs)));
    const amendments = group.map(({ amendment }) => amendment);
    const asked = { post, occurrence, admin, at, needed, lateAt, posts, amendments };
    const outcome = await house.corrections?.propose(asked);
    const fault = outcome === 'busy' ? BUSY : undefined;
    rows.push(...group.map(({ delivery }) => reportWithoutSteps(delivery, 'waits for approval', fault)));
  }
  return rows;
}

const BUSY = 'a correction that was approved is not carried out yet: correct it again when it is';
