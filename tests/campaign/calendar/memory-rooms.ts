import type { CalendarEntry } from '../../../src/domain/calendar-book.ts';
import type { Delivery, DeliveryState } from '../../../src/domain/delivery.ts';
import type { PlannedDelivery } from '../../../src/domain/ledger.ts';
import type { CalendarRooms } from './rooms.ts';

const WAITING: readonly DeliveryState[] = ['planned', 'scheduled', 'held', 'missed'];

/** The ledger, the calendar's book and the desk as they are promised to be, in memory. */
export function createMemoryRooms(): CalendarRooms {
  const deliveries = new Map<string, Delivery>();
  const lines = new Map<string, { dueAt: Date; withdrawn: boolean }>();
  const change = (id: string, from: readonly DeliveryState[], changes: Partial<Delivery>): boolean => {
    const found = deliveries.get(id);
    if (found === undefined || !from.includes(found.state)) return false;
    deliveries.set(id, { ...found, ...changes });
    return true;
  };
  const entryOf = (delivery: Delivery): CalendarEntry => {
    const line = lines.get(delivery.id);
    return { delivery, calendarAt: line?.dueAt ?? delivery.dueAt, withdrawn: line?.withdrawn ?? false };
  };
  return {
    ledger: {
      freezePost: async () => {},
      frozenPost: async () => undefined,
      audit: async () => {},
      async plan(planned) {
        const fresh = planned.filter(({ delivery }) => !deliveries.has(delivery.id));
        for (const { delivery } of fresh) deliveries.set(delivery.id, plannedDelivery(delivery));
        return fresh.map(({ delivery }) => delivery.id);
      },
      list: async ({ post, occurrence }) =>
        [...deliveries.values()].filter(found => found.post === post && found.occurrence === occurrence),
    },
    calendar: {
      entries: async (ids, since) =>
        [...deliveries.values()]
          .filter(({ id, state }) => {
            const line = lines.get(id);
            return (
              ids.includes(id) ||
              (line && ((WAITING.includes(state) && state !== 'missed') || line.dueAt >= since))
            );
          })
          .map(entryOf),
      async note(wanted) {
        for (const { id, dueAt } of wanted) lines.set(id, { dueAt, withdrawn: false });
      },
      async retimeHeld(id, dueAt) {
        change(id, ['held'], { dueAt, ringAt: dueAt });
      },
      async withdraw(id) {
        const dueAt = lines.get(id)?.dueAt ?? deliveries.get(id)?.dueAt;
        if (dueAt !== undefined) lines.set(id, { dueAt, withdrawn: true });
      },
      async forget(ids) {
        for (const id of ids) {
          if (deliveries.get(id)?.state === 'cancelled' && lines.get(id)?.withdrawn) deliveries.delete(id);
        }
      },
    },
    desk: {
      async arm(all) {
        for (const { id } of all) change(id, ['planned'], { state: 'scheduled' });
      },
      cancel: async id => change(id, [...WAITING, 'unknown'], { state: 'cancelled' }),
      reschedule: async (id, at) =>
        change(id, [...WAITING, 'failed'], { state: 'scheduled', dueAt: at, ringAt: at }),
    },
    async nextRing() {
      const times = waiting(deliveries).map(({ ringAt }) => ringAt.getTime());
      return times.length === 0 ? undefined : new Date(Math.min(...times));
    },
    async ringDue(now) {
      const fired: string[] = [];
      for (const { id, dueAt, lateByMs } of waiting(deliveries).filter(({ ringAt }) => ringAt <= now)) {
        const late = now.getTime() > dueAt.getTime() + lateByMs;
        deliveries.set(id, {
          ...(deliveries.get(id) as Delivery),
          state: late ? 'missed' : 'published',
          attempts: 1,
        });
        if (late) change(id, ['missed'], { attempts: 0 });
        else fired.push(id);
      }
      return fired;
    },
    async [Symbol.asyncDispose]() {},
  };
}

function plannedDelivery(delivery: PlannedDelivery['delivery']): Delivery {
  return { ...delivery, state: 'planned', ringAt: delivery.dueAt, attempts: 0 };
}

function waiting(deliveries: ReadonlyMap<string, Delivery>): readonly Delivery[] {
  return [...deliveries.values()].filter(({ state }) => state === 'planned' || state === 'scheduled');
}
