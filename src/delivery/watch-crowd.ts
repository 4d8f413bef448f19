import type { Delivery } from '../domain/delivery.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Clock } from '../shared/clock.ts';

/** The crowd is counted over hours: a count of a moment ago will do. */
const COUNT_AGAIN_MS = 1_000;

export type CrowdWatch = (delivery: Delivery) => Promise<boolean>;

export interface CrowdWatchDependencies {
  readonly ledger: Pick<Ledger, 'crowd'>;
  readonly clock: Clock;
  /** Undefined: no limit. */
  readonly maxPerHour: (campaign: string) => number | undefined;
}

interface Counted {
  readonly at: number;
  readonly count: Promise<number>;
  /** So many have asked since. */
  since: number;
}

/** Whether more of a delivery's campaign is about to go out in an hour than the campaign allows. */
export function createCrowdWatch({ ledger, clock, maxPerHour }: CrowdWatchDependencies): CrowdWatch {
  const counted = new Map<string, Counted>();
  return async delivery => {
    const campaign = campaignOf(delivery);
    const max = maxPerHour(campaign);
    if (max === undefined) return false;
    const now = clock.now();
    const known = counted.get(campaign);
    if (known !== undefined && now.getTime() - known.at < COUNT_AGAIN_MS) {
      // As if none of those who asked since had been counted: what was planned in between is no burst.
      known.since += 1;
      if ((await known.count) + known.since <= max) return false;
    }
    const count = ledger.crowd(campaign, now);
    counted.set(campaign, { at: now.getTime(), count, since: 0 });
    return (await count) > max;
  };
}

export function campaignOf(delivery: Pick<Delivery, 'post'>): string {
  return delivery.post.split('/')[0] ?? delivery.post;
}
