import type { DeliveryDesk } from '../domain/delivery-desk.ts';
import { InputError } from '../domain/input-error.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import type { NetworkName } from '../domain/place.ts';
import { listSlots } from '../planning/list-slots.ts';
import { WAITING } from './delivery-states.ts';
import type { House } from './house.ts';
import { keepCalendar } from './keep-calendar.ts';
import { AHEAD_MS } from './look-at-calendar.ts';
import { checkOccasion } from './look-at-plan.ts';
import { type PlanRow, showPlan } from './show-plan.ts';

export interface CalendarRehearsal {
  readonly house: House;
  readonly ring: DeliveryDesk['ring'];
  readonly from: Date;
  readonly until: Date;
  /** Only this occasion. */
  readonly occasion?: string;
  /** Turns the clock to a time; may take its time for it. */
  readonly turnTo: (at: Date) => Promise<void>;
}

/** What was planned beforehand, with what became of it: undefined where it was never planned. */
export interface RehearsedRow {
  readonly row: PlanRow;
  readonly record: DeliveryRecord | undefined;
}

/**
 * Lives through a time by a clock that is turned from one event to the next: the calendar is kept before each day that has
 * something, and whatever is due is rung. Queue and limits of speed apart, everything is as on the day.
 */
export async function rehearseCalendar(rehearsal: CalendarRehearsal): Promise<readonly RehearsedRow[]> {
  const { from, until, occasion } = rehearsal;
  const house = { ...rehearsal.house, campaigns: withOccasion(rehearsal.house, occasion) };
  const span = { from, until, ...(occasion === undefined ? {} : { occasion }) };
  const on = new Set<NetworkName>(house.networks.keys());
  const plan = await showPlan({ ...house, on }, span);
  for (const at of planningTimes(house, from, until)) {
    await ringUntil({ ...rehearsal, house }, at);
    await rehearsal.turnTo(at);
    const [fault] = (await keepCalendar(house)).faults;
    if (fault !== undefined) throw new InputError(fault.why);
  }
  await ringUntil({ ...rehearsal, house }, until);
  return Promise.all(plan.map(async row => ({ row, record: await house.ledger.read(row.id) })));
}

/** The campaigns with this occasion alone. */
function withOccasion({ campaigns }: House, occasion: string | undefined): House['campaigns'] {
  if (occasion === undefined) return campaigns;
  checkOccasion({ campaigns }, occasion);
  return campaigns.map(campaign => ({
    ...campaign,
    occasions: campaign.occasions.filter(({ id }) => id === occasion),
  }));
}

/** When the calendar is looked at: a day before each time that something is due, and at the beginning. */
function planningTimes({ campaigns, places }: House, from: Date, until: Date): readonly Date[] {
  const slots = campaigns.flatMap(campaign => listSlots(campaign, { places, from, until }));
  const times = slots.map(({ dueAt }) => Math.max(from.getTime(), dueAt.getTime() - AHEAD_MS / 2));
  return [...new Set(times)].sort((a, b) => a - b).map(time => new Date(time));
}

/** Rings everything that is due before a time, each when it is. */
async function ringUntil({ house, ring, turnTo }: CalendarRehearsal, end: Date): Promise<void> {
  for (;;) {
    const waiting = await house.ledger.list({ states: WAITING, ringBefore: end });
    const [next] = waiting;
    if (next === undefined) return;
    await turnTo(next.ringAt);
    const now = house.now();
    const due = waiting.filter(({ ringAt }) => ringAt <= now);
    const byNetwork = Map.groupBy(due, ({ network }) => network);
    await Promise.all(
      [...byNetwork.values()].map(async ofNetwork => {
        for (const { id, network } of ofNetwork) {
          await ring({ deliveryId: id, network }, new AbortController().signal);
        }
      }),
    );
  }
}
