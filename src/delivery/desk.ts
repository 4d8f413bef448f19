import type { AlarmClock } from '../domain/alarm-clock.ts';
import type { ApprovalBook } from '../domain/approval.ts';
import type { DeliveryStep } from '../domain/delivery.ts';
import type { IncidentBook } from '../domain/incident.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Media, MediaUse, PreparedMedia } from '../domain/media.ts';
import type { Network } from '../domain/network.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Dice } from './pace.ts';
import type { BudgetWatch } from './watch-budget.ts';
import type { CrowdWatch } from './watch-crowd.ts';
import type { QueueWatch } from './watch-queue.ts';
import type { WorkerIdentity } from './worker-identity.ts';

/** What the delivery room is given. */
export interface DeskDependencies {
  readonly ledger: Ledger;
  readonly alarms: AlarmClock;
  /** Those that are switched on. */
  readonly networks: ReadonlyMap<NetworkName, Network>;
  readonly places: readonly Place[];
  /** Reads a file and fits it to the network; as part of the post unless told. */
  readonly prepareMedia: (media: Media, network: NetworkName, use?: MediaUse) => Promise<PreparedMedia>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every step as it happens; must not throw. */
  readonly report: (step: DeliveryStep) => void;
  /** A campaign's `maxPerHour`; undefined: no limit. */
  readonly maxPerHour?: (campaign: string) => number | undefined;
  /** What goes wrong beside the deliveries, for the admins. Absent: it is only logged. */
  readonly incidents?: Pick<IncidentBook, 'raise' | 'clear'>;
  /** Absent: nothing costs too much. */
  readonly budgets?: BudgetWatch;
  /** Absent: nothing has to be approved. */
  readonly approvals?: Pick<ApprovalBook, 'renew' | 'ended'>;
  readonly dice?: Dice;
  readonly worker?: WorkerIdentity;
  readonly times?: Partial<DeskTimes>;
}

/** What the delivery room works with. */
export interface Desk extends DeskDependencies {
  readonly dice: Dice;
  readonly worker: WorkerIdentity;
  readonly times: DeskTimes;
  readonly isCrowded: CrowdWatch;
  readonly queueWatch: QueueWatch;
  readonly placeOf: (id: string) => Place | undefined;
  /** The deliveries that this process is at. A lease of its own on any other was left behind by a ring that broke. */
  readonly inFlight: Set<string>;
}

export interface DeskTimes {
  /** One call to a network. */
  readonly callMs: number;
  /** Bringing one file to a network, which may work on it for minutes before it can be shown. */
  readonly uploadMs: number;
  /** How long a worker that is not heard of keeps its deliveries. Longer than a call. */
  readonly leaseMs: number;
  /** A receipt is precious: so long it is tried to write it when the database is away. */
  readonly insistMs: number;
  /** A part of open fate is looked up this long after its call at the earliest: the call may still be on its way. */
  readonly settleMs: number;
  /** Alarms are set this long ahead; later deliveries wait in the ledger alone. */
  readonly horizonMs: number;
  /** How often the sweeper looks. */
  readonly sweepMs: number;
  /** A ring waits for its turn in the limit of the network this long; else it comes back. */
  readonly patienceMs: number;
  /** The same where only its place is full: others could go meanwhile. */
  readonly placePatienceMs: number;
  /** So long before its moment a call may have its intent: writing it does not cost the moment. Bounds what `/stop` still lets out. */
  readonly aheadMs: number;
}

export const DESK_TIMES: DeskTimes = {
  callMs: 30_000,
  uploadMs: 15 * 60_000,
  leaseMs: 45_000,
  insistMs: 40_000,
  settleMs: 5_000,
  horizonMs: 60 * 60_000,
  sweepMs: 5_000,
  patienceMs: 5_000,
  placePatienceMs: 300,
  aheadMs: 200,
};
