import type { Event, Situation } from './situation.ts';

/** A condition in words, for the table, and in code. */
export interface Condition {
  readonly words: string;
  readonly holds: (situation: Situation, event: Event) => boolean;
}

export const anyway: Condition = { words: '', holds: () => true };

export const tooEarly: Condition = {
  words: 'its time has not come',
  holds: ({ now, ringAt }) => now < ringAt,
};

export const leased: Condition = {
  words: 'another worker has the lease',
  holds: ({ leasedUntil }) => leasedUntil !== undefined,
};

export const heldBack: Condition = {
  words: 'its place, its network, its campaign or everything is held',
  holds: ({ heldBy }) => heldBy !== undefined,
};

export const stale: Condition = {
  words: 'nothing was sent yet, and it states a figure that is too old by its due time',
  holds: situation => situation.stale === true && !situation.begun,
};

export const unapproved: Condition = {
  words: 'nothing was sent yet, and members have to approve it as it is now',
  holds: situation => situation.unapproved === true && !situation.parts.some(part => part !== 'open'),
};

export const inVain: Condition = {
  words: 'it is later than `lateBy` allows, and approvals are missing',
  holds: ({ unapproved, now, lateAt }) => unapproved === true && now > lateAt,
};

export const crowded: Condition = {
  words: 'more of the campaign than `maxPerHour` goes out in this hour',
  holds: ({ begun, crowded }) => crowded && !begun,
};

export const overBudget: Condition = {
  words: 'nothing was sent yet, and with it the network would cost more than its budget',
  holds: situation => situation.overBudget === true && !situation.begun,
};

export const late: Condition = {
  words: 'nothing was sent yet, and it is later than `lateBy` allows',
  holds: ({ begun, now, lateAt }) => !begun && now > lateAt,
};

export const circuitOpen: Condition = {
  words: 'the place failed too often and rests',
  holds: ({ now, circuitOpenUntil }) => circuitOpenUntil !== undefined && now < circuitOpenUntil,
};

export const lastPart: Condition = {
  words: 'it was the last part',
  holds: ({ parts }) => parts.filter(part => part !== 'done').length <= 1,
};

/** The part's own repetition failed; what an earlier call for it did is still open. */
export const uncertain: Condition = {
  words: 'the fate of an earlier call is open',
  holds: ({ parts }) => parts.includes('uncertain'),
};

/** A person's word is about the part whose fate is open. */
export const certain: Condition = {
  words: 'the fate of no part is open any more',
  holds: ({ parts }) => !parts.includes('uncertain'),
};

/** The network may ask for a time that is later than the deadline. */
export const tooLong: Condition = {
  words: 'the next try would be after `giveUpAfter`',
  holds: ({ now, giveUpAt }, { at }) => now > giveUpAt || (at !== undefined && at > giveUpAt),
};

export const tooLongAndUncertain: Condition = {
  words: `${tooLong.words}, and ${uncertain.words}`,
  holds: (situation, event) => tooLong.holds(situation, event) && uncertain.holds(situation, event),
};

/** A part of open fate is looked up first, however late. */
export const overdue: Condition = {
  words: '`giveUpAfter` has passed, and the fate of no call is open',
  holds: situation => situation.now > situation.giveUpAt && !situation.parts.includes('uncertain'),
};
