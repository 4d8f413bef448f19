import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultEffect } from '../../src/sandbox/faults.ts';
import type { Cell } from './cell.ts';

/** What goes wrong in a cell, around the call that publishes the second part of a thread. */
export interface Trouble {
  /** Just before the call is made. */
  begin?(cell: Cell): void | Promise<void>;
  /** When the call has failed. */
  failed?(cell: Cell): Promise<void>;
  /** The call is given up once the server has had it, or has done what it asks: as its time-out would do. */
  readonly impatient?: When;
  /** Put right again: after so many rings, or, where it is left out, when a person has to. */
  readonly repairAfter?: number;
  repair?(cell: Cell): Promise<void>;
  /** Milliseconds by which the server's clock is ahead. */
  readonly clockLeadMs?: number;
}

export type When = 'before' | 'after';

/** One call that publishes comes to grief. */
export function struck(
  effect: FaultEffect | ((cell: Cell) => FaultEffect),
  when: When,
  more: Partial<Trouble> = {},
): Trouble {
  return {
    begin: cell =>
      cell.addFault({
        ...cell.column.fixture.publishing,
        when,
        effect: typeof effect === 'function' ? effect(cell) : effect,
      }),
    ...more,
  };
}

/** The server does what it was asked meanwhile. */
const EFFECT_MS = 100;

/** It is given up after half a minute, and has its effect a moment after the next ring. */
export function takesEffectLate(): Trouble {
  const effect = Promise.withResolvers<void>();
  return {
    ...struck({ kind: 'late', until: effect.promise }, 'before', { impatient: 'before' }),
    failed: async cell => cell.clock.turn(30_000),
    repairAfter: 2,
    async repair() {
      effect.resolve();
      await sleep(EFFECT_MS);
    },
  };
}

/** Every call fails, sign-in too, until somebody repairs it. */
export function everyCall(effect: FaultEffect): Trouble {
  return {
    begin: cell => cell.addFault({ path: /./, when: 'before', effect, times: 10_000 }),
    repair: async cell => cell.clearFaults(),
  };
}

/** The server is not there for two rings. */
export const serverDown: Trouble = {
  begin: cell => cell.closeServer(),
  repairAfter: 2,
  repair: cell => cell.reopenServer(),
};

/** It had its effect, and then the server is not there. */
export const serverDownAfterwards: Trouble = {
  ...struck({ kind: 'reset' }, 'after'),
  failed: cell => cell.closeServer(),
  repairAfter: 2,
  repair: cell => cell.reopenServer(),
};

/** Its name is unknown for two rings. */
export const nameUnknown: Trouble = {
  begin: cell => cell.loseName(),
  repairAfter: 2,
  repair: async cell => cell.findName(),
};
