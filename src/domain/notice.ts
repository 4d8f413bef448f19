import type { ApprovalNotice } from './approval.ts';
import type { Delivery } from './delivery.ts';
import type { FigureNews } from './figure-book.ts';
import type { Hold } from './hold.ts';
import type { Incident } from './incident.ts';
import type { ReadinessNews } from './readiness.ts';

/**
 * Something that the admins have to hear of once: a delivery that ended without being published or that asks what to do,
 * a post that waits for fresh figures or for approvals, a hold that the house itself has set, news of the figures, whether
 * an occasion that comes near would go out, or what else goes wrong.
 */
export type Notice =
  | LedgerNotice
  | FigureNews
  | ApprovalNotice
  | ReadinessNews
  | { readonly kind: 'incident'; readonly incident: Incident };

export type LedgerNotice =
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly version: number }
  | { readonly kind: 'hold'; readonly hold: Hold }
  | StalePost;

/** One time of a post, in all its places, that would state figures that are too old. */
export interface StalePost {
  readonly kind: 'stale post';
  readonly post: string;
  readonly occurrence: string;
  /** Where it is due first. */
  readonly dueAt: Date;
  readonly why: string;
  readonly places: readonly string[];
}
