import type { House } from '../../../src/campaign/house.ts';
import type { CalendarBook } from '../../../src/domain/calendar-book.ts';
import type { Ledger } from '../../../src/domain/ledger.ts';

/** What keeping the calendar works with, and how what it planned goes out. */
export interface CalendarRooms extends AsyncDisposable {
  readonly ledger: Pick<Ledger, 'plan' | 'list' | 'freezePost' | 'frozenPost' | 'audit'>;
  readonly calendar: CalendarBook;
  readonly desk: Pick<House['desk'], 'arm' | 'cancel' | 'reschedule'>;
  /** When something rings next. */
  nextRing(): Promise<Date | undefined>;
  /** Rings whatever is due; the ids of what went out, once for each time that it did. */
  ringDue(now: Date): Promise<readonly string[]>;
}

export class Crash extends Error {}

/** The same rooms, which die at a call: as a bot does whose process is killed between two of its steps. */
export function dieAfter(rooms: CalendarRooms, calls: number): CalendarRooms {
  let left = calls;
  const mortal = <T extends object>(room: T): T =>
    new Proxy(room, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => {
          if (left === 0) throw new Crash();
          left -= 1;
          return method.apply(target, given);
        };
      },
    });
  const { ledger, calendar, desk } = rooms;
  return { ...rooms, ledger: mortal(ledger), calendar: mortal(calendar), desk: mortal(desk) };
}
