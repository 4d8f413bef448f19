import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import { campaignsInForce } from './figures/campaigns-in-force.ts';
import type { House } from './house.ts';
import type { QueuePage, Status } from './use-cases.ts';

/** States from which a delivery still goes out by itself. */
export const WAITING: readonly DeliveryState[] = ['planned', 'scheduled', 'publishing'];

/** States that want a person's look. */
export const TROUBLED: readonly DeliveryState[] = ['failed', 'unknown', 'held', 'missed'];

const ENDED_WELL: readonly DeliveryState[] = ['published'];

/** How many troubled deliveries one answer names. */
const TROUBLED_SHOWN = 20;

export async function lookAtQueue(house: House, page: { limit: number; offset: number }): Promise<QueuePage> {
  const states = [...WAITING, 'held', 'unknown'] as const;
  return {
    deliveries: await house.ledger.list({ states, ...page }),
    total: await house.ledger.count({ states }),
  };
}

export async function lookAtStatus(house: House): Promise<Status> {
  const [next] = await house.ledger.list({ states: WAITING, limit: 1 });
  const last = await lastPublished(house);
  return {
    networks: house.accounts().map(account => ({
      ...account,
      places: house.places.filter(({ network }) => network === account.name).map(({ id }) => id),
    })),
    waiting: await house.ledger.count({ states: WAITING }),
    published: await house.ledger.count({ states: ENDED_WELL }),
    troubled: await house.ledger.list({ states: TROUBLED, limit: TROUBLED_SHOWN }),
    figures: (await campaignsInForce(house)).flatMap(({ figures }) => figures),
    ...(next === undefined ? {} : { next }),
    ...(last === undefined ? {} : { last }),
  };
}

async function lastPublished(house: House): Promise<Delivery | undefined> {
  const published = await house.ledger.count({ states: ENDED_WELL });
  const [last] = await house.ledger.list({
    states: ENDED_WELL,
    limit: 1,
    offset: Math.max(0, published - 1),
  });
  return last;
}
