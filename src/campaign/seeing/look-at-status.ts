import type { Delivery, DeliveryState } from '../../domain/delivery.ts';
import type { Figure } from '../../domain/figure.ts';
import type { HoldKind } from '../../domain/hold.ts';
import type { RateLimit } from '../../domain/network.ts';
import type { NetworkName } from '../../domain/place.ts';
import { TROUBLED, WAITING } from '../delivery-states.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import type { House, NetworkAccount } from '../house.ts';
import { groupQuestions, type QuestionState } from '../questions/question.ts';

const ENDED_WELL: readonly DeliveryState[] = ['published'];

/** States that ask a person something until they answer; a failed delivery asks once. */
const ASKING: readonly QuestionState[] = ['unknown', 'missed'];

/** How many troubled deliveries one answer names. */
const TROUBLED_SHOWN = 20;

/** A hold lies on a delivery for one of these. */
const HOLD_KINDS: readonly HoldKind[] = [
  'lockdown',
  'stop',
  'pause',
  'credentials',
  'too many',
  'budget',
  'stale figure',
  'approval',
];

export interface Status {
  readonly networks: readonly NetworkStatus[];
  readonly waiting: number;
  readonly published: number;
  /** Failed, unknown, missed or held: what a person should look at. */
  readonly troubled: readonly Delivery[];
  readonly next?: Delivery;
  readonly last?: Delivery;
  readonly figures: readonly Figure[];
  readonly waits: WaitingForPeople;
}

/** What goes on only when somebody acts. */
export interface WaitingForPeople {
  /** Times of posts that lack approvals, and corrections of what is out. */
  readonly approvals: number;
  /** Questions about deliveries. */
  readonly questions: number;
  /** Times of posts that wait for fresh figures. */
  readonly stale: number;
  /** New values of figures that somebody has to confirm. */
  readonly readings: number;
  /** Deliveries held for another reason, by kind; none has 0. */
  readonly held: readonly { readonly kind: HoldKind; readonly count: number }[];
}

export interface NetworkStatus {
  readonly name: NetworkName;
  readonly title: string;
  /** The account's name, once its credentials were verified. */
  readonly account?: string;
  readonly fault?: string;
  readonly places: readonly string[];
  /** How many calls that publish it takes, and how many more at this moment. */
  readonly limit?: Pick<RateLimit, 'calls' | 'perMs'> & { readonly left: number };
}

export async function lookAtStatus(house: House): Promise<Status> {
  const { ledger, accounts } = house;
  const [next] = await ledger.list({ states: WAITING, limit: 1 });
  const last = await lastPublished(house);
  return {
    networks: await Promise.all(accounts().map(account => lookAtNetwork(house, account))),
    waiting: await ledger.count({ states: WAITING }),
    published: await ledger.count({ states: ENDED_WELL }),
    troubled: await ledger.list({ states: TROUBLED, limit: TROUBLED_SHOWN }),
    figures: (await campaignsInForce(house)).flatMap(({ figures }) => figures),
    waits: await lookAtWaits(house),
    ...(next === undefined ? {} : { next }),
    ...(last === undefined ? {} : { last }),
  };
}

async function lookAtNetwork(house: House, account: NetworkAccount): Promise<NetworkStatus> {
  const { places, networks, overview } = house;
  const limit = networks.get(account.name)?.rateLimit;
  const shown = {
    ...account,
    places: places.filter(({ network }) => network === account.name).map(({ id }) => id),
  };
  if (limit === undefined) return shown;
  const { calls, perMs } = limit;
  const left = Math.max(0, calls - (await overview.calls(account.name, perMs)));
  return { ...shown, limit: { calls, perMs, left } };
}

export async function lookAtWaits({
  ledger,
  overview,
  book,
  approvals,
}: Pick<House, 'ledger' | 'overview' | 'book' | 'approvals'>): Promise<WaitingForPeople> {
  const held = await Promise.all(
    HOLD_KINDS.filter(kind => kind !== 'approval' && kind !== 'stale figure').map(async kind => ({
      kind,
      count: await ledger.count({ states: ['held'], heldBy: kind }),
    })),
  );
  const corrections = ((await approvals?.open()) ?? []).filter(({ correction }) => correction);
  return {
    approvals: (await overview.countOutings(['held'], 'approval')) + corrections.length,
    questions: groupQuestions(await ledger.list({ states: ASKING })).length,
    stale: await overview.countOutings(['held'], 'stale figure'),
    readings: (await book.readings({ states: ['waiting'] })).length,
    held: held.filter(({ count }) => count > 0),
  };
}

async function lastPublished({ ledger }: House): Promise<Delivery | undefined> {
  const published = await ledger.count({ states: ENDED_WELL });
  const [last] = await ledger.list({
    states: ENDED_WELL,
    limit: 1,
    offset: Math.max(0, published - 1),
  });
  return last;
}
