import type { Amendment, AmendmentBook } from '../../domain/amendment.ts';
import type { Network } from '../../domain/network.ts';
import type { Place } from '../../domain/place.ts';
import type { DeskDependencies } from '../desk.ts';
import type { WorkerIdentity } from '../worker-identity.ts';

export interface AmendDesk
  extends Pick<DeskDependencies, 'networks' | 'places' | 'prepareMedia' | 'clock' | 'ledger'> {
  readonly book: AmendmentBook;
}

export interface AmendTimes {
  /** One call to a network. */
  readonly callMs: number;
  /** How long a worker that is not heard of keeps an amendment. Longer than a call with its files. */
  readonly leaseMs: number;
  /** A part of open fate is looked up this long after its call at the earliest. */
  readonly settleMs: number;
  /** A network that is busy or away is waited for so long, at each step. */
  readonly patienceMs: number;
}

export const AMEND_TIMES: AmendTimes = {
  callMs: 30_000,
  leaseMs: 90_000,
  settleMs: 5_000,
  patienceMs: 20_000,
};

/** An amendment that this worker has the lease of. */
export interface AmendErrand {
  readonly amendment: Amendment;
  readonly network: Network;
  readonly place: Place;
  readonly signal: AbortSignal;
  readonly worker: WorkerIdentity;
  readonly times: AmendTimes;
  /** When the last call of the step ended, or its worker was found gone. What it brought may arrive a moment later still. */
  readonly lastCallAt?: Date;
}

/** For one call: what ends it. */
export function callSignal({ signal, times }: AmendErrand): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(times.callMs)]);
}

/** Everything, the network, the campaign or the place is stopped. */
export class Halted extends Error {}

/** Called before each call. Taking a post down where it was asked for goes on: it says nothing new to anybody. */
export async function refuseHalted({ book }: AmendDesk, { amendment }: AmendErrand): Promise<void> {
  if (amendment.kind === 'withdraw') return;
  if ((await book.heldBy(amendment.delivery)) !== undefined) throw new Halted();
}
