import type { ApprovalCount } from './approval.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import type { HoldKind } from './hold.ts';
import type { AuditLine } from './ledger.ts';
import type { NetworkName } from './place.ts';

/** One time of a post, in all its places. */
export interface Outing {
  readonly post: string;
  readonly occurrence: string;
  /** Where it is due first. */
  readonly dueAt: Date;
  /** Where it went out last; absent while it is out nowhere. */
  readonly publishedAt?: Date;
  /** How many of its deliveries are in each state. */
  readonly states: Readonly<Partial<Record<DeliveryState, number>>>;
  /** Where it is held until members have approved it. */
  readonly approvals?: ApprovalCount;
}

/** One delivery of an outing, and where a follower sees the first part of it. */
export interface OutingPlace {
  readonly delivery: Delivery;
  readonly url?: string;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface OutingFilter extends Page {
  /** Outings with a delivery in one of these. */
  readonly states: readonly DeliveryState[];
  /** `soonest` by the first time that is due among those states; `latest` by what went out, or was due, last. */
  readonly order: 'soonest' | 'latest';
}

/** The ledger as people look at it: by post rather than by delivery, page by page, however many places there are. */
export interface Overview {
  outings(filter: OutingFilter): Promise<readonly Outing[]>;
  outing(post: string, occurrence: string): Promise<Outing | undefined>;
  /** With `heldBy`: those that are held for it. */
  countOutings(states: readonly DeliveryState[], heldBy?: HoldKind): Promise<number>;
  /** Those that are not published first, then by place. */
  places(outing: Pick<Outing, 'post' | 'occurrence'>, limit: number): Promise<readonly OutingPlace[]>;
  /** How many calls count against a network's limit at the moment. `perMs`: its window. */
  calls(network: NetworkName, perMs: number): Promise<number>;
  /** The newest first. */
  audit(page: Page): Promise<{ readonly lines: readonly AuditLine[]; readonly total: number }>;
}
