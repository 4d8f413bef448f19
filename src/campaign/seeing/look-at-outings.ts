import type { DeliveryState } from '../../domain/delivery.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Outing, OutingPlace, Page } from '../../domain/overview.ts';
import type { House } from '../house.ts';

/** How many places of an outing are named one by one. */
const PLACES_SHOWN = 30;

export interface OutingPage {
  readonly outings: readonly Outing[];
  readonly total: number;
}

/** One time of a post, with its places; those beyond what is shown are only counted. */
export interface OutingView extends Outing {
  readonly places: readonly OutingPlace[];
}

export async function lookAtOutings(
  { overview }: Pick<House, 'overview'>,
  states: readonly DeliveryState[],
  order: 'soonest' | 'latest',
  page: Page,
): Promise<OutingPage> {
  return {
    outings: await overview.outings({ states, order, ...page }),
    total: await overview.countOutings(states),
  };
}

/** `subject`: `<campaign>/<post>/<occurrence>`, as the queue and the history name it. */
export async function lookAtOuting(
  { overview }: Pick<House, 'overview'>,
  subject: string,
): Promise<OutingView> {
  const [, post = '', occurrence = ''] = /^([^/\s]+\/[^/\s]+)\/(\S+)$/.exec(subject) ?? [];
  const places = await overview.places({ post, occurrence }, PLACES_SHOWN);
  const outing = await overview.outing(post, occurrence);
  if (outing === undefined) {
    throw new InputError(`There is no "${subject}": name it as the queue or the history lists it.`, {
      key: 'noOuting',
      values: { subject },
    });
  }
  return { ...outing, places };
}
