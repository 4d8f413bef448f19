import type { ApprovalBook } from '../../domain/approval.ts';
import type { DeliveryDesk } from '../../domain/delivery-desk.ts';
import type { Hold, HoldKind, HoldScope } from '../../domain/hold.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { House } from '../house.ts';

/** What halting is made of. */
export interface HaltDesk extends Pick<House, 'campaigns' | 'networks' | 'places' | 'now'> {
  readonly ledger: Pick<Ledger, 'holds' | 'count' | 'list' | 'audit'>;
  readonly desk: Pick<DeliveryDesk, 'hold' | 'lift' | 'cancel'>;
  readonly approvals?: Pick<ApprovalBook, 'confirm' | 'forget'>;
}

/** Keeping deliveries from going out, and letting them go again. Bad input fails with `InputError`. */
export interface HaltUseCases {
  /** Nothing goes out any more, anywhere, until `resume`; what is being sent at this moment ends. */
  stop(request: { readonly admin: string }): Promise<Halted>;
  /** The same for one network, place or campaign, named as people know it. */
  pause(request: { readonly name: string; readonly admin: string }): Promise<Halted>;
  /**
   * Lifts what `stop` did; with a name, whatever holds that network, place or campaign. Where a campaign needs two approvals,
   * two different owners have to want what was stopped to go on: then the first call lifts nothing.
   */
  resume(request: { readonly name?: string; readonly admin: string }): Promise<Resumed>;
  /** What holds something at the moment, the oldest first. */
  holds(): Promise<readonly NamedHold[]>;
  /** How many deliveries `drop` would call off. */
  crowd(campaign: string): Promise<number>;
  /** Calls off what was too much for an hour, and lets the campaign go on. Gives how many were called off. */
  drop(request: { readonly campaign: string; readonly admin: string }): Promise<number>;
  /** What can be paused. */
  names(): readonly string[];
}

export interface Halted {
  readonly scope: HoldScope;
  /** It was so already. */
  readonly already: boolean;
  /** Deliveries that wait until it is lifted. */
  readonly waiting: number;
  /** Deliveries that are being sent: a call that has begun ends. */
  readonly inFlight: number;
}

export interface Resumed {
  readonly lifted: readonly NamedHold[];
  /** Nothing is lifted yet: another owner has to confirm it until then. */
  readonly confirmUntil?: Date;
  /** What goes on being held. */
  readonly left: readonly NamedHold[];
}

export interface NamedHold {
  readonly hold: Hold;
  /** What `resume` takes; empty for everything. */
  readonly name: string;
}

/** Holds of a scope that a person may lift; those of a single delivery end with an answer to its question. */
export const LIFTABLE: readonly HoldKind[] = ['stop', 'pause', 'credentials', 'too many', 'budget'];
