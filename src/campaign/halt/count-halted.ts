import type { DeliveryState } from '../../domain/delivery.ts';
import type { HoldScope } from '../../domain/hold.ts';
import type { DeliveryFilter } from '../../domain/ledger.ts';
import type { HaltDesk, Halted } from './halt-use-cases.ts';
import { nameOfScope } from './read-scope.ts';

const WAITING: readonly DeliveryState[] = ['planned', 'scheduled', 'held'];

/** What a hold of a scope keeps back, and what it comes too late for. */
export async function countHalted(
  house: Pick<HaltDesk, 'ledger' | 'campaigns'>,
  scope: HoldScope,
): Promise<Pick<Halted, 'waiting' | 'inFlight'>> {
  const parts = filtersOf(house, scope);
  const count = async (states: readonly DeliveryState[]) => {
    const counts = await Promise.all(parts.map(filter => house.ledger.count({ ...filter, states })));
    return counts.reduce((sum, one) => sum + one, 0);
  };
  return { waiting: await count(WAITING), inFlight: await count(['publishing']) };
}

function filtersOf({ campaigns }: Pick<HaltDesk, 'campaigns'>, scope: HoldScope): readonly DeliveryFilter[] {
  const name = nameOfScope(scope);
  if (scope === 'all') return [{}];
  if (scope.startsWith('network ')) return [{ network: name }];
  if (scope.startsWith('place ')) return [{ place: name }];
  const posts = campaigns.find(({ id }) => id === name)?.posts ?? [];
  return posts.map(post => ({ post: `${name}/${post.name}` }));
}
