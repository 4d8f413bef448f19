import { isStale } from '../../domain/figure-age.ts';
import type { Outing } from '../../domain/overview.ts';
import type { NetworkName } from '../../domain/place.ts';
import { WAITING } from '../delivery-states.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import type { House } from '../house.ts';
import { lookAtWaits, type WaitingForPeople } from './look-at-status.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
/** How many of what is to come are named. */
const NEXT_SHOWN = 10;

/** A week of the campaigns: what went out, what did not, what comes and what waits for somebody. */
export interface WeekReport {
  readonly from: Date;
  readonly until: Date;
  /** Deliveries that were due in the week, by network. */
  readonly networks: readonly {
    readonly network: NetworkName;
    readonly title: string;
    readonly published: number;
    readonly failed: number;
  }[];
  /** Due in the week to come, the next first, and how many there are in all. */
  readonly next: readonly Outing[];
  readonly coming: number;
  readonly staleFigures: number;
  readonly waits: WaitingForPeople;
}

/** The seven days before `until`, and a look at the seven after it. */
export async function lookAtWeek(house: House, until: Date): Promise<WeekReport> {
  const from = new Date(until.getTime() - WEEK_MS);
  const { ledger, overview, accounts } = house;
  const due = { dueFrom: from, dueBefore: until };
  const networks = accounts().map(async ({ name: network, title }) => ({
    network,
    title,
    published: await ledger.count({ ...due, network, states: ['published', 'withdrawn'] }),
    failed: await ledger.count({ ...due, network, states: ['failed', 'missed', 'unknown'] }),
  }));
  const soon = { limit: NEXT_SHOWN, offset: 0, order: 'soonest' } as const;
  const next = await overview.outings({ ...soon, states: [...WAITING, 'held'] });
  const weekEnd = until.getTime() + WEEK_MS;
  const coming = { dueFrom: until, dueBefore: new Date(weekEnd), states: [...WAITING, 'held'] as const };
  const figures = (await campaignsInForce(house)).flatMap(campaign => campaign.figures);
  return {
    from,
    until,
    networks: await Promise.all(networks),
    next: next.filter(({ dueAt }) => dueAt.getTime() < weekEnd),
    coming: await ledger.count(coming),
    staleFigures: figures.filter(figure => isStale(figure, until)).length,
    waits: await lookAtWaits(house),
  };
}
