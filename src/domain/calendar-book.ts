import type { Delivery } from './delivery.ts';

/** A delivery that the calendar has planned. */
export interface CalendarEntry {
  readonly delivery: Delivery;
  /** When the calendar wanted it, at last: an admin may have given it another time since, and that time stays. */
  readonly calendarAt: Date;
  /** The calendar itself took it out: it comes back if the campaign has it again. */
  readonly withdrawn: boolean;
}

/** What the calendar remembers of the deliveries that it planned, so that a changed campaign moves its own and no other's. */
export interface CalendarBook {
  /** Deliveries with these ids; those of the calendar that wait; and those that it wanted at or after `since`. */
  entries(ids: readonly string[], since: Date): Promise<readonly CalendarEntry[]>;
  /** Written before they are planned: a crash in between leaves a line without a delivery, which counts as nothing. */
  note(wanted: readonly { readonly id: string; readonly dueAt: Date }[]): Promise<void>;
  /** Another time for what is held, which goes on being held. */
  retimeHeld(id: string, dueAt: Date): Promise<void>;
  /** Written before it is cancelled. */
  withdraw(id: string): Promise<void>;
  /** Forgets what was withdrawn and cancelled, with its texts, so that it can be planned as if it had never been. */
  forget(ids: readonly string[]): Promise<void>;
}
