import type { DeliveryState } from '../domain/delivery.ts';
import type { HoldKind } from '../domain/hold.ts';

/** What the machine knows of a delivery. Pure: times are handed in. */
export interface Situation {
  readonly state: DeliveryState;
  readonly now: Date;
  readonly ringAt: Date;
  /** After this it is too late to begin. */
  readonly lateAt: Date;
  /** After this it is not tried again. */
  readonly giveUpAt: Date;
  readonly lateByMs: number;
  readonly giveUpAfterMs: number;
  /** A call that publishes was made. */
  readonly begun: boolean;
  /** Failures in a row, without the one that is being told. */
  readonly failures: number;
  /** As they were before the call that the event is about. */
  readonly parts: readonly PartSituation[];
  /** Another worker may be at it still. */
  readonly leasedUntil?: Date;
  readonly heldBy?: HoldKind;
  /** By its due time a figure of it is too old. */
  readonly stale?: boolean;
  /** Approvals are missing for what it says now, at the time that it has now. */
  readonly unapproved?: boolean;
  /** With it, its network would cost more than its budget. */
  readonly overBudget?: boolean;
  /** More than `maxPerHour` of its campaign is about to go out. */
  readonly crowded: boolean;
  /** The place is left alone until then. */
  readonly circuitOpenUntil?: Date;
}

/**
 * - `open`: no call was made, or it is certain that none had an effect
 * - `uncertain`: a call was made, and nobody knows what became of it
 * - `done`: it has its receipt
 */
export type PartSituation = 'open' | 'uncertain' | 'done';

/** What can happen to a delivery. `docs/delivery.md` shows them in this order. */
export const EVENTS = {
  armed: 'its alarm was set',
  rings: 'its alarm rang',
  published: 'the network answered a call with a receipt',
  found: 'the part was looked for and found',
  'not found': 'the part was looked for, and is not there',
  'cannot tell': 'the part was looked for, and the network cannot say',
  'look-up failed': 'the look-up itself was refused, slowed down or got no answer',
  'nothing left': 'every part has its receipt already',
  rejected: 'the network said no to a call',
  duplicate: 'the network said that the same text is there already',
  'duplicate not found': 'and yet it is not to be found',
  'credentials refused': 'the network does not take the credentials any more',
  throttled: 'the network said: too fast',
  unavailable: 'the call never reached the network, or it said that it is down',
  'unknown outcome': 'nobody can say whether the call had its effect',
  'no room': 'the limit of the network or the place is used up',
  'too soon':
    'what a call brought may arrive still, or may not be in the index of the network yet: the part cannot be looked up now',
  parked: 'the worker is asked to stop',
  held: 'an admin or a rule holds it',
  released: 'what held it is gone',
  lapsed: 'its time is over, and nobody approved it',
  rescheduled: 'an admin gives it another time',
  'it is there': 'an admin says that the part is there',
  'send again': 'an admin says that the part is to be sent again',
  cancelled: 'an admin calls it off',
  withdrawn: 'every part that was out is taken down',
} as const;

export type EventName = keyof typeof EVENTS;

export interface Event {
  readonly name: EventName;
  /** Why, in words for admins. */
  readonly words?: string;
  /** For failures, `no room` and `too soon`: not before this time. For `rescheduled`: the time. */
  readonly at?: Date;
  /** For `held`. */
  readonly by?: HoldKind;
}

/** What whoever performs a transition has to do. */
export const EFFECTS = {
  'take the lease': 'this worker becomes the only one that may touch it',
  'write the receipt': 'what the network answered goes into the ledger; failures are forgotten',
  'write a receipt by hand': 'the part counts as published, on the word of an admin',
  'take the intent back': 'nothing was published, for certain; the key stays for the next call',
  'keep the intent': 'the fate of the part is open: it is settled before anything new is sent',
  'look the part up': 'the network is asked whether the part is there',
  'go on':
    'the next part without a receipt: one of open fate is repeated with its key where the network allows it, else looked up; any other is published',
  'count the failure':
    'the next try waits longer; the place counts one failure more, and when it is left alone for a while the admins are told once',
  'ring again':
    'the alarm is set for the next look; after `no room` and `unknown outcome` for the deadline at the latest',
  'quieten the network': 'its queue rests until the network wants to be asked again',
  'hold the campaign':
    'nothing more of it goes out until an admin has looked at it; the admins are asked once',
  'wait for fresh figures': 'it goes on when its figures are fresh, or when an admin wants it as it is',
  'wait for approval': 'it goes on when so many members have approved it as it is',
  'hold the network':
    'nothing more goes out there until the month is over or an admin lets it go; the admins are told once',
  'stop the place': 'nothing more is sent there until the credentials are renewed; the admins are told once',
  'tell the admins': 'once, and why',
  'ask the admins': 'once, with buttons for what they may decide',
} as const;

export type Effect = keyof typeof EFFECTS;
