import type { Delivery } from '../../domain/delivery.ts';
import type { Rate, RateLimit } from '../../domain/network.ts';
import type { ReadyCheck } from '../../domain/readiness.ts';
import type { PlanRow } from '../show-plan.ts';
import type { ReadyHouse, ReadyPlan } from './ready-house.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Would the campaign's own limit hold it, and would a network's limit let all of it begin before it is too late? */
export function checkLimits(house: ReadyHouse, { rows }: ReadyPlan): readonly ReadyCheck[] {
  const faults = [...crowds(house, rows), ...slownesses(house, rows)];
  if (faults.length > 0) return faults;
  const calls = rows.reduce((sum, { parts }) => sum + parts, 0);
  const busiest = busiestHour(rows);
  const words = `${rows.length} deliveries in ${calls} calls, ${busiest} of them in the busiest hour, are within every limit`;
  return [{ kind: 'limits', verdict: 'good', words }];
}

function crowds({ campaigns }: ReadyHouse, rows: readonly PlanRow[]): readonly ReadyCheck[] {
  return campaigns.flatMap(({ id, maxPerHour }): readonly ReadyCheck[] => {
    const most = busiestHour(rows.filter(({ post }) => post.startsWith(`${id}/`)));
    if (most <= maxPerHour) return [];
    const words = `${most} deliveries fall into one hour, and maxPerHour is ${maxPerHour}: they would be held; raise it in campaign.yaml`;
    return [{ kind: 'limits', subject: id, verdict: 'bad', words }];
  });
}

function busiestHour(rows: readonly Pick<Delivery, 'dueAt'>[]): number {
  const times = rows.map(({ dueAt }) => dueAt.getTime()).sort((a, b) => a - b);
  let first = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[first] ?? time) >= HOUR_MS) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** What is due at one time in one network goes out as fast as its limit allows. */
function slownesses(house: ReadyHouse, rows: readonly PlanRow[]): readonly ReadyCheck[] {
  const groups = Map.groupBy(rows, ({ network, dueAt }) => `${network} ${dueAt.toISOString()}`);
  return [...groups.values()].flatMap((group): readonly ReadyCheck[] => {
    const [{ network, dueAt } = { network: '', dueAt: new Date() }] = group;
    const limit = house.networks.get(network)?.rateLimit;
    if (limit === undefined) return [];
    const tookMs = timeFor(group, limit);
    const patience = Math.min(...group.map(row => lateByOf(house, row)));
    if (tookMs <= patience) return [];
    const words = `what is due at ${dueAt.toISOString()} takes ${Math.ceil(tookMs / MINUTE_MS)} minutes by the network's limit, and may begin ${Math.floor(patience / MINUTE_MS)} minutes late: spread it, or raise lateBy`;
    return [{ kind: 'limits', subject: network, verdict: 'bad', words }];
  });
}

function timeFor(group: readonly PlanRow[], limit: RateLimit): number {
  const calls = (rows: readonly PlanRow[]) => rows.reduce((sum, { parts }) => sum + parts, 0);
  const waits = (count: number, { calls, perMs }: Rate) => Math.floor(Math.max(0, count - 1) / calls) * perMs;
  const byPlace = [...Map.groupBy(group, ({ place }) => place).values()];
  return Math.max(
    waits(calls(group), limit),
    ...byPlace.flatMap(rows => (limit.perPlace ?? []).map(rate => waits(calls(rows), rate))),
  );
}

function lateByOf({ campaigns }: ReadyHouse, { post }: PlanRow): number {
  const [campaign, name] = post.split('/');
  const definition = campaigns.find(({ id }) => id === campaign)?.posts.find(found => found.name === name);
  return definition?.lateByMs ?? Number.POSITIVE_INFINITY;
}
