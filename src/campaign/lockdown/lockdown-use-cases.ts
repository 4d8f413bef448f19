import type { DeliveryDesk } from '../../domain/delivery-desk.ts';
import type { Hold } from '../../domain/hold.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { MemberBook, VoidMember } from '../../domain/member.ts';

/** What locking everything down is made of. */
export interface LockdownDesk {
  readonly ledger: Pick<Ledger, 'holds' | 'audit' | 'count'>;
  readonly desk: Pick<DeliveryDesk, 'hold'>;
  readonly book: Pick<MemberBook, 'dropInvitations' | 'list'>;
  readonly now: () => Date;
  /** Makes void what waits for each member. */
  readonly voids: readonly VoidMember[];
  readonly proof: LockProof;
  /** Ends every session with a network and forgets it, and every address that is a key by itself. */
  readonly dropSessions: () => Promise<void>;
}

/** What says later whether somebody knows SECRET_KEY. */
export interface LockProof {
  /** SECRET_KEY is set, so that it will be asked for. */
  readonly needsKey: boolean;
  put(): Promise<void>;
}

export interface LockdownUseCases {
  readonly needsKey: boolean;
  /** Since when and by whom; undefined while nothing is locked. */
  state(): Promise<Hold | undefined>;
  /** What `state` said last, for those who are too many to ask. */
  isKnown(): boolean;
  /** Stops everything, drops every invitation and session, and can be undone with SECRET_KEY alone. Again: does it again. */
  lock(request: { readonly admin: string }): Promise<LockedDown>;
}

export interface LockedDown {
  /** Deliveries that wait. */
  readonly waiting: number;
  readonly invitations: number;
  /** What could not be done, in words; everything else was. */
  readonly faults: readonly string[];
}

const WHY = 'everything was locked down';

export async function findLockdown(ledger: Pick<Ledger, 'holds'>): Promise<Hold | undefined> {
  return (await ledger.holds()).find(({ kind }) => kind === 'lockdown');
}

export function createLockdownUseCases(house: LockdownDesk): LockdownUseCases {
  let known = false;
  const state = async () => {
    const hold = await findLockdown(house.ledger);
    known = hold !== undefined;
    return hold;
  };
  return {
    needsKey: house.proof.needsKey,
    state,
    isKnown: () => known,
    async lock({ admin }) {
      // The proof first: without it the lock could be opened with any key.
      if ((await state()) === undefined) await house.proof.put();
      // What asks for leave to call from now on gets none.
      await house.desk.hold('all', 'stop', WHY, admin);
      const isNew = await house.desk.hold('all', 'lockdown', WHY, admin);
      known = true;
      const faults: string[] = [];
      const attempt = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
        try {
          return await work();
        } catch {
          faults.push(what);
          return otherwise;
        }
      };
      const invitations = await attempt('invitations', () => house.book.dropInvitations(), 0);
      for (const { id } of house.book.list()) {
        for (const makeVoid of house.voids)
          await attempt('what members had begun', () => makeVoid(id), undefined);
      }
      await attempt('sessions', house.dropSessions, undefined);
      const waiting = await house.ledger.count({ states: ['planned', 'scheduled', 'held'] });
      await house.ledger.audit({
        at: house.now(),
        admin,
        action: 'lockdown',
        subject: 'all',
        before: isNew ? 'open' : 'locked down',
        after: 'locked down',
        detail: `${invitations} invitations dropped${faults.length === 0 ? '' : `; not dropped: ${faults.join(', ')}`}`,
      });
      return { waiting, invitations, faults };
    },
  };
}
