import { InputError } from '../domain/input-error.ts';
import type { NetworkName } from '../domain/place.ts';
import { planSpan } from '../planning/plan-span.ts';
import type { House } from './house.ts';
import { type PlanRow, showPlan } from './show-plan.ts';

/** Which part of the plan is asked for; the next twelve months unless told. */
export interface PlanRequest {
  /** A whole year, by the clocks of the campaign. */
  readonly year?: number;
  /** Another time, [from, until). */
  readonly from?: Date;
  readonly until?: Date;
  /** Only this occasion. */
  readonly occasion?: string;
}

/** What goes out when and where, the next first: planned already, or to come by the calendar. */
export async function lookAtPlan(house: House, request: PlanRequest = {}): Promise<readonly PlanRow[]> {
  const { year, occasion } = request;
  const span = planSpan(house.campaigns[0]?.timeZone ?? 'UTC', house.now(), year);
  const { from = span.from, until = span.until } = request;
  if (occasion !== undefined) checkOccasion(house, occasion);
  const on = new Set<NetworkName>(house.networks.keys());
  return showPlan({ ...house, on }, { from, until, ...(occasion === undefined ? {} : { occasion }) });
}

/** Fails, with the known ones, where no campaign has the occasion. */
export function checkOccasion({ campaigns }: Pick<House, 'campaigns'>, occasion: string): void {
  const known = campaigns.flatMap(({ occasions }) => occasions.map(({ id }) => id));
  if (known.includes(occasion)) return;
  throw new InputError(`There is no occasion "${occasion}": use one of ${known.join(', ') || 'none yet'}.`);
}
